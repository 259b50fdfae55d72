"""Runs verify, save and activate on an SBC, and waits for the end of each."""

import os
import ssl
import sys
import time

import httpx
from sbc.access_token import Response as AccessToken
from sbc.async_status import OperationStatus
from sbc.async_status import Response as AsyncStatus
from sbc.error import Response as Error
from xsdata.formats.dataclass.parsers import XmlParser

TIMEOUT_S = 540
parser = XmlParser()


class Sbc:
    def __init__(self, url: str, user: str, password: str, ca: str) -> None:
        context = ssl.create_default_context(cafile=ca)
        headers = {"Accept": "application/xml"}
        self.http = httpx.Client(
            base_url=f"{url}/rest/v1.2", verify=context, headers=headers
        )
        response = self._send("POST", "/auth/token", auth=(user, password))
        token = parser.from_bytes(response.content, AccessToken).data.access_token
        self.http.headers["Authorization"] = f"Bearer {token}"
        print("logged in")

    def status(self) -> tuple[str, OperationStatus, str | None] | None:
        response = self._send("GET", "/admin/asyncstatus")
        state = parser.from_bytes(response.content, AsyncStatus).data.operation_state
        return state and (state.operation.value, state.status, state.error_message)

    def lock(self) -> None:
        self._send("POST", "/configuration/lock")
        print("locked")

    def unlock(self) -> None:
        self._send("POST", "/configuration/unlock")

    def run(self, method: str, action: str) -> None:
        """Submits a request, and returns after its success."""
        before = self.status()
        if before and before[1] is OperationStatus.IN_PROGRESS:
            raise RuntimeError(f"Another request ({before[0]}) is in progress.")
        self._send(method, "/configuration/management", params={"action": action})
        is_ours = before is None or before[0] != action
        deadline = time.monotonic() + TIMEOUT_S
        while time.monotonic() < deadline:
            operation, status, reason = self.status() or (None, None, None)
            if operation == action:
                if status is OperationStatus.IN_PROGRESS:
                    is_ours = True
                elif is_ours and status is OperationStatus.SUCCESS:
                    print(f"{action} succeeded")
                    return
                elif is_ours:
                    raise RuntimeError(f"{action} failed: {reason}")
            time.sleep(0.2)
        raise RuntimeError(f"Unknown: the end of {action} was not seen.")

    def _send(self, method: str, path: str, **options) -> httpx.Response:
        response = self.http.request(method, path, **options)
        if response.is_error:
            messages = parser.from_bytes(response.content, Error).messages
            texts = [item.error_message for item in messages.message]
            raise RuntimeError(f"{method} {path}: {response.status_code} {texts}")
        return response


def main() -> None:
    names = ("SBC_URL", "SBC_USER", "SBC_PASSWORD", "SBC_CA")
    sbc = Sbc(*(os.environ[name] for name in names))
    sbc.lock()
    try:
        sbc.run("PUT", "verify")
        sbc.run("PUT", "save")
        sbc.run("POST", "activate")
    finally:
        sbc.unlock()


if __name__ == "__main__":
    try:
        main()
    except (RuntimeError, httpx.HTTPError) as error:
        sys.exit(str(error))
