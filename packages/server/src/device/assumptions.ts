import type { Duration } from "./duration.ts";

/** A question about real devices that is not answered by the vendor's documentation. */
export type Assumption = {
  readonly question: string;
  /** The reason for the default. */
  readonly reason: string;
} & (
  | {
      readonly kind: "choice";
      /** The possible answers, by name. */
      readonly choices: Readonly<Record<string, string>>;
      readonly default: string;
    }
  | { readonly kind: "duration"; readonly default: Duration }
  | { readonly kind: "text"; readonly default: string }
);

/**
 * The behavior that the vendor does not document and that was never observed on a device. Each
 * question is an option of the simulated device, so that software can be tested against all answers.
 * No default is a statement about real devices.
 */
export const assumptionsList = {
  secondRequest: {
    kind: "choice",
    question: "What happens to an asynchronous request while another one is in progress?",
    choices: {
      refused: "The response is 400.",
      replaces: "It replaces the other one in asyncstatus. Both run at the same time.",
      queued: "It replaces the other one in asyncstatus. It starts when the other one has ended.",
    },
    default: "queued",
    reason:
      "A released program sends save, verify and activate without waiting, and is in use: it fails where the second request is refused (observed, one program).",
  },
  registrationDelay: {
    kind: "duration",
    question: "How long after a 202 does asyncstatus still show the previous request?",
    default: "0 s",
    reason: "Asyncstatus is documented to show the most recent request, without an exception.",
  },
  failureText: {
    kind: "choice",
    question: "Does the text of a failure change while asyncstatus shows it?",
    choices: { fixed: "No.", showsAge: "It has the age of the failure, such as `(10 s ago)`." },
    default: "fixed",
    reason: "The reason of a failure is documented, and no reason that moves.",
  },
  saveVerifies: {
    kind: "choice",
    question: "What does asyncstatus show during a save?",
    choices: {
      saveOnly: "The save.",
      verifyFirst: "A verify of the configuration and its end, and then the save.",
    },
    default: "saveOnly",
    reason: "Only the save of the ACLI is documented to verify.",
  },
  resultExpires: {
    kind: "duration",
    question: "How long does asyncstatus show a finished request if no other one is issued?",
    default: "never",
    reason: "No limit is documented.",
  },
  statusAfterReboot: {
    kind: "choice",
    question: "What does asyncstatus show after a reboot?",
    choices: { blank: "Nothing.", kept: "The same as before." },
    default: "blank",
    reason: "The status is documented as the system's, not as part of a configuration.",
  },
  statusAfterSwitchover: {
    kind: "choice",
    question: "What does asyncstatus show after a switchover?",
    choices: { kept: "The same as before.", blank: "Nothing." },
    default: "kept",
    reason:
      "It is harder for clients: asyncstatus does not show the switchover; only the role or the host name in system/status does.",
  },
  requestAtSwitchover: {
    kind: "choice",
    question: "What happens to a request that is in progress during a switchover?",
    choices: { continues: "It continues.", interrupted: "It ends without an effect." },
    default: "continues",
    reason: "The purpose of a pair is that a switchover interrupts nothing.",
  },
  interruptedRequest: {
    kind: "choice",
    question:
      "What does asyncstatus show for a request that a reboot or a switchover interrupted, if it shows it?",
    choices: {
      inProgress: "It is in progress, until another request is issued.",
      fail: "It has failed.",
    },
    default: "inProgress",
    reason: "An interrupted request cannot report its end. It is also harder for clients.",
  },
  sessionsAfterSwitchover: {
    kind: "choice",
    question: "What happens to tokens and the lock at a switchover?",
    choices: { kept: "They stay valid.", lost: "They are lost." },
    default: "kept",
    reason: "The purpose of a pair is that a switchover interrupts nothing.",
  },
  addressAfterSwitchover: {
    kind: "choice",
    question: "Which system responds at this address after a switchover?",
    choices: {
      staysWithSystem: "The same system, with its new role.",
      movesToPeer: "The peer, with its own name and uptime, and the same role.",
    },
    default: "staysWithSystem",
    reason: "Each system of a pair has its own management address.",
  },
  configurationAfterReboot: {
    kind: "choice",
    question: "Which configuration runs after a reboot?",
    choices: {
      running: "The one that was running.",
      saved: "The saved one, as if it had been activated.",
    },
    default: "running",
    reason: "A configuration is documented to take effect by an activate.",
  },
  unsavedAfterReboot: {
    kind: "choice",
    question: "What happens to unsaved edits at a reboot?",
    choices: { lost: "They are lost.", kept: "They are kept." },
    default: "lost",
    reason: "Otherwise a save would have no purpose.",
  },
  saveWithoutChange: {
    kind: "choice",
    question: "How does a save without changes affect `currentVersion`?",
    choices: { keepsVersion: "It stays.", movesVersion: "It increases by one." },
    default: "movesVersion",
    reason:
      "A save is documented to increase the counter if it succeeds, without an exception. `keepsVersion` is harder for clients that wait for the counter.",
  },
  versionsLag: {
    kind: "duration",
    question: "For how long after the end of a request do the versions keep their previous values?",
    default: "0 s",
    reason: "The counters are documented as those of the configurations, without a delay.",
  },
  activateWithFault: {
    kind: "choice",
    question: "How does an activate end if a verify of the configuration fails?",
    choices: { succeeds: "It succeeds.", fails: "It fails for the same reason." },
    default: "succeeds",
    reason:
      "Verify is documented as a separate request. It is also harder for clients that ignore its result.",
  },
  restoreGoesTo: {
    kind: "choice",
    question: "Which configuration does a restore change?",
    choices: {
      editing: "The editing one. A save and an activate must follow.",
      saved: "The editing and the saved one, as if it had been saved.",
    },
    default: "editing",
    reason: "It is the only one that no other request changes.",
  },
  unsavedAtUnlock: {
    kind: "choice",
    question: "What happens to unsaved edits when the lock is released?",
    choices: {
      kept: "They are kept: every user sees them, and the next save saves them.",
      lost: "They are lost.",
    },
    default: "kept",
    reason:
      "The editing configuration is one for all users. It is also harder for clients: a save also saves the edits of others.",
  },
  changesOnStandby: {
    kind: "choice",
    question: "What happens to edits, saves, restores and activates on the standby of a pair?",
    choices: { refused: "The response is 400.", accepted: "They are accepted." },
    default: "refused",
    reason:
      "Save and activate are documented for the active system of a pair; the standby then does the same by itself.",
  },
  lockBinds: {
    kind: "choice",
    question: "Who needs the configuration lock to edit and to issue asynchronous requests?",
    choices: {
      restClients: "REST clients must hold it. ACLI and GUI users ignore it.",
      allUsers: "REST clients must hold it. ACLI and GUI users are refused while another holds it.",
    },
    default: "restClients",
    reason:
      "The refusal is documented only for the REST API. It is also harder for clients: requests of others arrive despite the lock.",
  },
  lockAgain: {
    kind: "choice",
    question: "What happens if the holder of the lock requests it again?",
    choices: { kept: "The response is 204, and the lock stays.", refused: "The response is 423." },
    default: "kept",
    reason: "The documented reason of the refusal is another user.",
  },
  renewedToken: {
    kind: "choice",
    question:
      "Is a token accepted after its renewal, until it expires? The lock passes to the new token in any case, as documented.",
    choices: { revoked: "No.", valid: "Yes." },
    default: "revoked",
    reason: "It reveals a client that uses the old token by mistake.",
  },
  tokenIn: {
    kind: "choice",
    question: "In a renewal, where does the device expect the current token?",
    choices: {
      field: "In the form field of `tokenField`.",
      body: "It is the whole body.",
    },
    default: "field",
    reason: "A form is documented. The v1.0 page can be read either way.",
  },
  unknownForm: {
    kind: "choice",
    question:
      "What happens to a token request whose form does not have the token where it is expected?",
    choices: {
      refused: "The response is 400.",
      ignored:
        "It is a login. The response is a new token, and the lock stays with the previous one.",
    },
    default: "refused",
    reason: "It reveals a wrong form during development.",
  },
  tokenField: {
    kind: "text",
    question: "In a renewal, which form field contains the current token?",
    default: "token",
    reason: "The form is documented, but not the name of the field.",
  },
  unknownParameter: {
    kind: "choice",
    question: "What happens to undefined query parameters and form fields?",
    choices: { refused: "The response is 400.", ignored: "They are ignored." },
    default: "refused",
    reason: "It reveals misspelled names during development.",
  },
  uptimeElement: {
    kind: "choice",
    question: "Which element of system/status contains the uptime?",
    choices: {
      uptimeSeconds: "The one in the vendor's examples.",
      upTime: "The one in the vendor's schema.",
    },
    default: "uptimeSeconds",
    reason: "The examples are responses.",
  },
  uptimeStep: {
    kind: "duration",
    question: "In what increments does the uptime in system/status increase?",
    default: "1 s",
    reason: "The examples have seconds that are not round.",
  },
  systemStatusAge: {
    kind: "duration",
    question: "For how long does system/status repeat the same response?",
    default: "0 s",
    reason: "No cache is documented.",
  },
  errorItems: {
    kind: "choice",
    question: "How are the items of an error nested in v1.1 and later?",
    choices: {
      wrapped: "Each item is in a `message` element.",
      bare: "The elements of the items are directly in `messages`, as in v1.0.",
    },
    default: "wrapped",
    reason: "An array of items is documented; in XML, each item is usually an element.",
  },
  backupInV1_0: {
    kind: "choice",
    question:
      "What does asyncstatus show in v1.0, which does not define backups, if the most recent request is a backup of a newer version?",
    choices: { blank: "Nothing.", previous: "The previous request." },
    default: "blank",
    reason: "Asyncstatus is documented to show the most recent request and no other one.",
  },
} as const satisfies Readonly<Record<string, Assumption>>;

type ValueOf<One extends Assumption> = One extends { readonly kind: "choice" }
  ? keyof One["choices"]
  : One extends { readonly kind: "duration" }
    ? Duration
    : string;

/** The answers that the simulated device uses, by the names in {@link assumptionsList}. */
export type Assumptions = {
  readonly [Name in keyof typeof assumptionsList]: ValueOf<(typeof assumptionsList)[Name]>;
};

/** Default values of the assumptions. */
export const defaultAssumptions = Object.fromEntries(
  Object.entries(assumptionsList).map(([name, assumption]) => [name, assumption.default]),
  // Object.fromEntries loses the types.
) as unknown as Assumptions;
