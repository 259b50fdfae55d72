/** What `--help` prints; no line is longer than 80 characters. */
export const help = `Verifies that a device answers as the asyncstatus specification says.

Usage: npx @asyncstatus/contract verify URL --user NAME [options]

It reads only, unless more is allowed, and never leaves the configuration lock
behind, also when it is interrupted.

Who logs in
  --user NAME               the user; an administrator sees most
  --password-file FILE      the file's one line; nobody else may read the file
  --password-env NAME       the environment variable NAME
                            With neither, the password is asked for, or read
                            from standard input where that is no terminal.

How the device proves who it is (else: by the authorities that are trusted)
  --ca FILE                 PEM of the authority, or of the device itself
  --fingerprint SHA256      of its certificate, in place of every other check
  --server-name NAME        that the certificate bears, where it is not the
                            host's

What is done
  --rest-version VERSION    v1.2, v1.1 or v1.0; may be repeated
                            (else: those that the device names)
  --allow-changes           takes and releases the configuration lock, too
  --allow-operations[=LIST] makes asynchronous requests, too: verify, or those
                            of LIST, as in verify,save,activate
  --request-timeout SECONDS     for one request (30)
  --operation-timeout SECONDS   for the end of an asynchronous request (300)

What is told
  --json                    the report as JSON, in place of text
  --junit FILE              the report as JUnit XML, for CI
  --transcript FILE         what went over the wire, without credentials,
                            tokens, host names and addresses: to be sent in

Exit codes
  0  everything that was tried holds    4  the credentials do not suffice
  1  something does not hold            6  unreachable, or not to be trusted
  2  wrong usage; nothing was sent      130  interrupted; the lock was released

Examples
  npx @asyncstatus/contract verify https://192.0.2.1 --user admin \\
    --ca device.pem
  npx @asyncstatus/contract verify 192.0.2.1:8443 --user admin \\
    --password-env SBC_PASSWORD --fingerprint 92:F8:34:00:… --junit report.xml
  npx @asyncstatus/contract verify https://192.0.2.1 --user admin \\
    --ca device.pem --allow-operations --transcript transcript.json
`;
