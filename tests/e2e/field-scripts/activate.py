#!/usr/bin/env python3
"""Verifies, saves and activates the configuration of an SBC, and tells how each of them ended.

SBCIP=192.0.2.1 SBCUSER=admin SBCPASSWORD=... CACERT=sbc.pem ./activate.py
"""

import base64
import os
import ssl
import sys
import time
import urllib.request
import xml.etree.ElementTree as ET

REST = "https://" + os.environ["SBCIP"] + "/rest/v1.2"
TLS = ssl.create_default_context(cafile=os.environ["CACERT"])


def call(method, url, authorization):
    request = urllib.request.Request(url, method=method)
    request.add_header("Accept", "application/xml")
    request.add_header("Authorization", authorization)
    with urllib.request.urlopen(request, context=TLS) as response:
        body = response.read()
    return ET.fromstring(body) if body else None


def log_in():
    credentials = os.environ["SBCUSER"] + ":" + os.environ["SBCPASSWORD"]
    basic = "Basic " + base64.b64encode(credentials.encode()).decode()
    return "Bearer " + call("POST", REST + "/auth/token", basic).findtext("data/accessToken")


def manage(method, action, bearer):
    """Asks for an action, and asks how it stands where the answer says, until it has ended."""
    accepted = call(method, REST + "/configuration/management?action=" + action, bearer)
    link = accepted.findtext("links/link")
    while True:
        state = call("GET", link, bearer).find("data/operationState")
        if state.findtext("status") == "success":
            print(action + ": success")
            return
        if state.findtext("status") == "fail":
            sys.exit(action + ": " + state.findtext("errorMessage"))
        time.sleep(1)


bearer = log_in()
call("POST", REST + "/configuration/lock", bearer)
try:
    manage("PUT", "verify", bearer)
    manage("PUT", "save", bearer)
    manage("POST", "activate", bearer)
finally:
    call("POST", REST + "/configuration/unlock", bearer)
