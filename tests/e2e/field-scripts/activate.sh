#!/usr/bin/env bash
# Verifies, saves and activates the configuration of an SBC, and tells how each of them ended.
#
#   SBCIP=192.0.2.1 SBCUSER=admin SBCPASSWORD=... CACERT=sbc.pem ./activate.sh
set -euo pipefail

rest=https://$SBCIP/rest/v1.2

call() {
  curl --silent --show-error --fail --cacert "$CACERT" --header "Accept: application/xml" "$@"
}

bearer() {
  call --header "Authorization: Bearer $token" "$@"
}

# The text of an element of the XML that is read.
text() {
  sed -n "s:.*<$1>\(.*\)</$1>.*:\1:p"
}

# Asks for an action, and asks how it stands where the answer says, until it has ended.
manage() {
  local link status
  link=$(bearer --request "$1" "$rest/configuration/management?action=$2" | text link)
  while true; do
    status=$(bearer "$link")
    case $(text status <<<"$status") in
      success)
        echo "$2: success"
        return
        ;;
      fail)
        echo "$2: $(text errorMessage <<<"$status")" >&2
        return 1
        ;;
    esac
    sleep 1
  done
}

token=$(call --request POST --user "$SBCUSER:$SBCPASSWORD" "$rest/auth/token" | text accessToken)
bearer --request POST "$rest/configuration/lock"
trap 'bearer --request POST "$rest/configuration/unlock"' EXIT
manage PUT verify
manage PUT save
manage POST activate
