"""What OpenAPI does not tell Schemathesis: who logs in, who holds the lock, and when an XML body is valid.

The cases meet several situations in turn, so that each documented answer is reached which a client can
bring about.
"""

import itertools
import os
import pathlib
import time
from collections import defaultdict

import requests
import schemathesis
from lxml import etree

URL = f"{os.environ['SBC_URL']}/rest/{os.environ['SBC_VERSION']}"
PASSWORD = os.environ["SBC_PASSWORD"]
XSD = pathlib.Path(os.environ["SBC_XSD"])
CASES_AT_LEAST = int(os.environ["SBC_CASES_AT_LEAST"])

# 426 takes plain HTTP, and 500 a mistake of the device.
OUT_OF_REACH = {426, 500}
# Documented for the API as a whole, or for a version in a path that has none.
NEVER = {
    "requestToken": {403},
    "getConfigurationVersions": {403},
    "getSupportedVersions": {403, 404},
    "getSystemStatus": {403},
}

session = requests.Session()


class Tokens:
    """A token of each user, and a new one long before its ten minutes are over."""

    def __init__(self):
        self.known = {}

    def of(self, user):
        text, until = self.known.get(user, (None, 0))
        if time.monotonic() > until:
            text, until = self.new(user), time.monotonic() + 300
            self.known[user] = (text, until)
        return text

    @staticmethod
    def new(user):
        answer = session.post(f"{URL}/auth/token", auth=(user, PASSWORD))
        answer.raise_for_status()
        return etree.fromstring(answer.content).findtext("data/accessToken")


tokens = Tokens()


def give_lock_to(holder):
    for user in ("admin", "other"):
        put_lock("unlock", user)
    if holder:
        put_lock("lock", holder).raise_for_status()


def put_lock(what, user):
    headers = {"Authorization": f"Bearer {tokens.of(user)}"}
    return session.post(f"{URL}/configuration/{what}", headers=headers)


# Who asks, who holds the lock, what the client accepts, and what it sends beside.
SITUATIONS = itertools.cycle(
    [
        ("admin", "admin", "application/xml", {}),
        ("admin", None, "*/*", {}),
        ("admin", "other", None, {}),
        ("operator", "admin", "application/xml", {}),
        ("admin", "admin", "application/json", {}),
        ("admin", None, "application/xml", {"misspelt": "1"}),
    ]
)


@schemathesis.auth(refresh_interval=None)
class Situation:
    def get(self, case, ctx):
        return next(SITUATIONS)

    def set(self, case, data, ctx):
        user, holder, accept, more = data
        case.query.update(more)
        if accept:
            case.headers["Accept"] = accept
        if "423" in documented(case):
            give_lock_to(holder)
        if id_of(case) != "requestToken":
            case.headers["Authorization"] = f"Bearer {tokens.of(user)}"
            return
        case.headers["Authorization"] = requests.auth._basic_auth_str(user, PASSWORD)
        # Nothing that is made up is a token that could be renewed.
        if user == holder and isinstance(case.body, dict) and "token" in case.body:
            case.body["token"] = tokens.new(user)


def id_of(case):
    return case.operation.definition.raw["operationId"]


def documented(case):
    return case.operation.definition.raw["responses"]


def document_of(case, status):
    """The name of the document that a status carries; none where it carries none."""
    # The methods that a path does not know are not in its OpenAPI.
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
    """The body is the document that OpenAPI names for the status, valid against its XSD."""
    if response.status_code != 405 and str(response.status_code) not in documented(case):
        return  # Another check says so.
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
class AllIsReached:
    """So many cases were tried, and every documented status was seen that a client can bring about."""

    def __init__(self):
        self.cases = set()
        self.expected = {}
        self.seen = defaultdict(set)

    def after_response(self, ctx, response, case):
        label = case.operation.label
        self.cases.add(case.id)
        within_reach = {int(status) for status in documented(case)} - OUT_OF_REACH
        self.expected[label] = within_reach - NEVER.get(id_of(case), set())
        self.seen[label].add(response.status_code)

    def after_run(self, ctx):
        missing = {
            label: sorted(statuses - self.seen[label])
            for label, statuses in self.expected.items()
            if statuses - self.seen[label]
        }
        print(f"{len(self.cases)} cases judged")
        assert not missing, f"never answered: {missing}"
        assert len(self.cases) >= CASES_AT_LEAST, f"only {len(self.cases)} cases"
