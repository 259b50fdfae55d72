/** One thing that nobody knows about real devices: what it can be taken to be, and what it is. */
export type Assumption = {
  /** What is not known. */
  readonly about: string;
  /** Why the default is what it is. */
  readonly reason: string;
} & (
  | {
      readonly kind: "choice";
      /** What it can be, and what that means. */
      readonly choices: Readonly<Record<string, string>>;
      readonly default: string;
    }
  | { readonly kind: "milliseconds"; readonly default: number }
  | { readonly kind: "text"; readonly default: string }
);

/**
 * What the vendor does not document and nobody has observed, and what this device has to decide all
 * the same. Each is a switch, so that software can be tried against a device of either kind; none of
 * the defaults is a statement about real devices. The type, the defaults and every list of them come
 * from here.
 */
export const assumptionsList = {
  secondRequest: {
    kind: "choice",
    about: "What becomes of an asynchronous request while another is in progress.",
    choices: {
      refused: "It is answered 400.",
      replaces: "It takes the place of the other in asyncstatus, while both go on.",
      queued:
        "It takes the place of the other in asyncstatus, and begins when the other has ended.",
    },
    default: "refused",
    reason:
      "Both would work on the same configuration, and 400 is what the vendor documents for a request that cannot be processed.",
  },
  registrationDelay: {
    kind: "milliseconds",
    about: "How long after its 202 asyncstatus goes on showing the request before.",
    default: 0,
    reason: "Asyncstatus is documented to show the request issued last, with no exception.",
  },
  resultKept: {
    kind: "milliseconds",
    about: "How long asyncstatus shows a request after its end, if no other is issued.",
    default: Number.POSITIVE_INFINITY,
    reason: "No end is documented.",
  },
  statusAfterReboot: {
    kind: "choice",
    about: "What asyncstatus shows after a reboot.",
    choices: { blank: "Nothing.", kept: "What it showed before." },
    default: "blank",
    reason: "The status is documented as the system's, not as part of any configuration.",
  },
  statusAfterSwitchover: {
    kind: "choice",
    about: "What asyncstatus shows after a switchover.",
    choices: { carriedOver: "What it showed before.", blank: "Nothing." },
    default: "carriedOver",
    reason:
      "It is the harder case: nothing in asyncstatus then tells of the switchover, only the role or the host name in system/status does.",
  },
  requestAtSwitchover: {
    kind: "choice",
    about: "What becomes of a request that is in progress at a switchover.",
    choices: { goesOn: "It goes on to its end.", cutShort: "It ends there, and takes no effect." },
    default: "goesOn",
    reason: "A pair is there so that a switchover ends nothing.",
  },
  cutShortRequest: {
    kind: "choice",
    about:
      "What asyncstatus shows of a request that a reboot or a switchover has cut short, if it shows it.",
    choices: {
      inProgress: "That it is in progress, until another is issued.",
      fail: "That it has failed.",
    },
    default: "inProgress",
    reason: "What was cut short can no longer say how it ended. It is also the harder case.",
  },
  sessionsAfterSwitchover: {
    kind: "choice",
    about: "What becomes of the tokens and of the lock at a switchover.",
    choices: { carriedOver: "They are valid as before.", lost: "They are gone." },
    default: "carriedOver",
    reason: "A pair is there so that a switchover ends nothing.",
  },
  addressAfterSwitchover: {
    kind: "choice",
    about: "Who answers under the address after a switchover.",
    choices: {
      staysWithSystem: "The same system, now in the other role.",
      movesToPeer: "The peer, by its own name and uptime, in the same role.",
    },
    default: "staysWithSystem",
    reason: "Each system of a pair has a management address of its own.",
  },
  configurationAfterReboot: {
    kind: "choice",
    about: "The configuration that runs after a reboot.",
    choices: {
      running: "The one that ran before.",
      saved: "The one that was saved last, as if it had been activated.",
    },
    default: "running",
    reason: "To take effect, a configuration is documented to be activated.",
  },
  unsavedAfterReboot: {
    kind: "choice",
    about: "What becomes of edits that were not saved at a reboot.",
    choices: { lost: "They are lost.", kept: "They are still there." },
    default: "lost",
    reason: "Saving would otherwise be without a purpose of its own.",
  },
  saveWithoutChange: {
    kind: "choice",
    about: "What a save of a configuration without changes does to `currentVersion`.",
    choices: { keepsVersion: "Nothing.", movesVersion: "It moves it by one, as every save does." },
    default: "keepsVersion",
    reason:
      "The counter is documented to grow by one for each new version, and there is none. It is also the harder case for whoever takes the counter as a witness.",
  },
  activateWithFault: {
    kind: "choice",
    about:
      "How an activate of a configuration ends in which a verify has found, or would find, a fault.",
    choices: { succeeds: "It succeeds.", fails: "It fails with the fault as its reason." },
    default: "succeeds",
    reason:
      "Verifying is documented as a request of its own. It is also the harder case for whoever does not look at how the verify ended.",
  },
  restoreGoesTo: {
    kind: "choice",
    about: "Which configuration a restore changes.",
    choices: {
      editing: "The one that is edited: to take effect it is saved and activated.",
      saved: "The one that is edited and the one that was saved, as if it had been saved too.",
    },
    default: "editing",
    reason: "Of the three, it is the one that nothing else has to be asked for.",
  },
  lockBinds: {
    kind: "choice",
    about: "Whom the configuration lock keeps from editing and from issuing asynchronous requests.",
    choices: {
      restClients: "REST clients, who must hold it; users of the ACLI and the GUI go ahead.",
      everybody: "Users of the ACLI and the GUI too, while somebody else holds it.",
    },
    default: "restClients",
    reason:
      "The vendor documents the refusal for the REST API alone. It is also the harder case: requests of others then come in spite of the lock.",
  },
  lockAgain: {
    kind: "choice",
    about: "What becomes of a request for the lock by whoever holds it already.",
    choices: { kept: "It is answered 204, and the lock stays.", refused: "It is answered 423." },
    default: "kept",
    reason: "The documented reason of the refusal is another user.",
  },
  renewedToken: {
    kind: "choice",
    about:
      "Whether a renewed token goes on being accepted until it expires. The lock is the new token's in either case, as documented.",
    choices: { revoked: "It is not.", valid: "It is." },
    default: "revoked",
    reason: "A client that uses the old token by mistake then learns of it.",
  },
  tokenField: {
    kind: "text",
    about: "The form field that carries the token to renew.",
    default: "token",
    reason: "The vendor documents that the token is in the form, not under which name.",
  },
  unknownParameter: {
    kind: "choice",
    about: "What becomes of query parameters and form fields that the request does not define.",
    choices: { refused: "They are answered 400.", ignored: "They are passed over." },
    default: "refused",
    reason: "A misspelt name is then found where the software is developed.",
  },
  uptimeElement: {
    kind: "choice",
    about: "The element of system/status that holds the uptime.",
    choices: {
      uptimeSeconds: "As in the vendor's examples.",
      upTime: "As in the vendor's schema.",
    },
    default: "uptimeSeconds",
    reason: "The vendor's examples are of answers.",
  },
  errorItems: {
    kind: "choice",
    about: "How the items of an error nest from v1.1 on.",
    choices: {
      wrapped: "In one `message` element each.",
      bare: "Their own elements straight below `messages`, as in v1.0.",
    },
    default: "wrapped",
    reason: "An array of items is documented, and an element an item is how XML has one.",
  },
  backupInV1_0: {
    kind: "choice",
    about:
      "What asyncstatus shows in v1.0, which has no word for it, while the request issued last is a backup of a newer version.",
    choices: { blank: "Nothing.", previous: "The request before it." },
    default: "blank",
    reason: "Asyncstatus is documented to show the request issued last, and no other.",
  },
} as const satisfies Readonly<Record<string, Assumption>>;

type ValueOf<One extends Assumption> = One extends { readonly kind: "choice" }
  ? keyof One["choices"]
  : One extends { readonly kind: "milliseconds" }
    ? number
    : string;

/** What a device is taken to do where nobody knows; each with its reason in {@link assumptionsList}. */
export type Assumptions = {
  readonly [Name in keyof typeof assumptionsList]: ValueOf<(typeof assumptionsList)[Name]>;
};

/** The device as it is unless told otherwise. */
export const defaultAssumptions = Object.fromEntries(
  Object.entries(assumptionsList).map(([name, assumption]) => [name, assumption.default]),
  // Object.fromEntries forgets which name has which value.
) as unknown as Assumptions;
