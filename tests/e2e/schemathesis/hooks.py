"""Adds to OpenAPI the user, the lock holder and the XSDs.

The cases run in several situations, so that each documented response that a client can cause occurs.
"""

import os
import pathlib
import random
import time
from collections import defaultdict

import requests
import schemathesis
from lxml import etree

URL = f"{os.environ['SBC_URL']}/rest/{os.environ['SBC_VERSION']}"
PASSWORD = os.environ["SBC_PASSWORD"]
XSD = pathlib.Path(os.environ["SBC_XSD"])
EXAMPLES = XSD.parent / "examples/config-element"
CASES_AT_LEAST = int(os.environ["SBC_CASES_AT_LEAST"])

# 426 needs plain HTTP, and 500 a bug of the device.
UNREACHABLE = {426, 500}
# Documented for the whole API, or for a version in a path that has none.
NEVER = {
    "requestToken": {403},
    "getConfigurationVersions": {403},
    "getSupportedVersions": {403, 404},
    "getSystemStatus": {403},
    # The reference device deletes without a body.
    "deleteConfigElement": {200},
}

session = requests.Session()


class Tokens:
    """Tokens by user, replaced before they expire."""

    def __init__(self):
        self.known = {}

    def of(self, user):
        text, until = self.known.get(user, (None, 0))
        if time.monotonic() > until:
            if text:
                # It would keep the lock.
                put_lock("unlock", text)
            text, until = self.new(user), time.monotonic() + 300
            self.known[user] = (text, until)
        return text

    @staticmethod
    def new(user):
        response = session.post(f"{URL}/auth/token", auth=(user, PASSWORD))
        response.raise_for_status()
        return etree.fromstring(response.content).findtext("data/accessToken")


tokens = Tokens()


def give_lock_to(holder):
    for user in ("admin", "other"):
        put_lock("unlock", tokens.of(user))
    if holder:
        put_lock("lock", tokens.of(holder)).raise_for_status()


def put_lock(what, token):
    headers = {"Authorization": f"Bearer {token}"}
    return session.post(f"{URL}/configuration/{what}", headers=headers)


# What makes a request succeed. A random element type is never one of the device's.
VALID = {
    "activateOrBackUp": {"query": {"action": "activate"}},
    "saveVerifyOrRestore": {"query": {"action": "save"}},
    "addConfigElement": {"body": (EXAMPLES / "session-agent.xml").read_bytes()},
    "changeConfigElement": {"body": (EXAMPLES / "change-of-one-attribute.xml").read_bytes()},
    "deleteConfigElement": {"query": {"elementType": "host-route", "dest-network": "203.0.113.0"}},
    "getConfigElements": {"query": {"elementType": "session-agent"}},
    "getElementTypeMetadata": {"query": {"elementType": "session-agent"}},
}

# User, lock holder, Accept header and extra query parameters.
NORMAL = ("admin", "admin", "application/xml", {})
SITUATIONS = [
    NORMAL,
    ("admin", None, "*/*", {}),
    ("admin", "other", None, {}),
    ("operator", "admin", "application/xml", {}),
    ("admin", "admin", "application/json", {}),
    ("admin", None, "application/xml", {"misspelt": "1"}),
]

# A situation, and whether the rest of the request is valid or the fuzzer's.
VALID_IN_EACH = [(situation, True) for situation in SITUATIONS]
FUZZED_IN_EACH = [(situation, False) for situation in SITUATIONS]

RANDOM = random.Random(1)
# Each operation begins with a valid request in each situation.
remaining = defaultdict(VALID_IN_EACH.copy)


def next_situation(operation):
    """Draws each situation equally often for each operation, in random order.

    A fixed order may always combine the same situation with the same kind of parameters.
    """
    if not remaining[operation]:
        situations = [*FUZZED_IN_EACH, (NORMAL, True)]
        remaining[operation] = RANDOM.sample(situations, len(situations))
    return remaining[operation].pop()


@schemathesis.auth(refresh_interval=None)
class Situation:
    def get(self, case, ctx):
        # A request with another method only gets a 405.
        if case.method.upper() != case.operation.method.upper():
            return NORMAL, False
        return next_situation(id_of(case))

    def set(self, case, data, ctx):
        (user, holder, accept, more), is_valid = data
        if is_valid:
            valid = VALID.get(id_of(case), {})
            case.query = dict(valid.get("query", {}))
            case.body = valid.get("body", case.body)
            if case.path_parameters:
                case.path_parameters["version"] = os.environ["SBC_VERSION"]
        case.query.update(more)
        if accept:
            case.headers["Accept"] = accept
        if "423" in documented(case):
            give_lock_to(holder)
        if id_of(case) != "requestToken":
            case.headers["Authorization"] = f"Bearer {tokens.of(user)}"
            return
        case.headers["Authorization"] = requests.auth._basic_auth_str(user, PASSWORD)
        # Only an issued token can be renewed.
        if user == holder and isinstance(case.body, dict) and "token" in case.body:
            case.body["token"] = tokens.new(user)


def id_of(case):
    return case.operation.definition.raw["operationId"]


def documented(case):
    return case.operation.definition.raw["responses"]


def document_of(case, status):
    """Returns the document name of a status, or None if it has no body."""
    # OpenAPI does not document unsupported methods.
    if status == 405:
        return "ErrorResponse"
    raw = case.operation.schema.raw_schema
    response = documented(case)[str(status)]
    if "$ref" in response:
        response = raw["components"]["responses"][response["$ref"].rpartition("/")[2]]
    if "content" not in response:
        return None
    return response["content"]["application/xml"]["schema"]["$ref"].rpartition("/")[2]


def read_schema(name):
    kebab = "".join(f"-{c.lower()}" if c.isupper() else c for c in name.removesuffix("Response"))
    return etree.XMLSchema(etree.parse(XSD / f"{kebab.lstrip('-')}.xsd"))


schemas = {}


@schemathesis.check
def document_is_valid(ctx, response, case):
    """Checks the body against the XSD of the document that OpenAPI names."""
    if response.status_code != 405 and str(response.status_code) not in documented(case):
        return  # Reported by another check.
    name = document_of(case, response.status_code)
    if name is None:
        assert response.content == b"", f"expected no body, got {response.content!r}"
        return
    if name not in schemas:
        schemas[name] = read_schema(name)
    try:
        schemas[name].assertValid(etree.fromstring(response.content))
    except (etree.XMLSyntaxError, etree.DocumentInvalid) as error:
        raise AssertionError(f"expected a valid {name}: {error}\n{response.text}") from None


@schemathesis.check
class FullCoverage:
    """Checks that enough cases ran, and that all documented statuses that a client can cause occurred."""

    def __init__(self):
        self.cases = set()
        self.expected = {}
        self.seen = defaultdict(set)

    def after_response(self, ctx, response, case):
        label = case.operation.label
        self.cases.add(case.id)
        reachable = {int(status) for status in documented(case)} - UNREACHABLE
        self.expected[label] = reachable - NEVER.get(id_of(case), set())
        self.seen[label].add(response.status_code)

    def after_run(self, ctx):
        missing = {
            label: sorted(statuses - self.seen[label])
            for label, statuses in self.expected.items()
            if statuses - self.seen[label]
        }
        print(f"{len(self.cases)} cases checked")
        assert not missing, f"statuses that never occurred: {missing}"
        assert len(self.cases) >= CASES_AT_LEAST, f"only {len(self.cases)} cases"
