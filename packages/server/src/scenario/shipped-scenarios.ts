// Made of scenarios/*.yaml by the test beside it: `pnpm exec vitest run shipped -u`.

import type { Scenario } from "./scenario.ts";

/** The scenarios that come with the device, by name. */
export const shippedScenarios = {
  "activate-fails": {
    "description": "Verify and save succeed, and the activate fails after a while: a failure is an end, with a reason, and nothing to wait on for.",
    "requests": [
      {
        "on": "activate",
        "takes": "8 s",
        "fails": "The standby system does not answer."
      }
    ],
    "initialState": {
      "uptime": "30 d",
      "edited": {
        "text": "new realm"
      }
    }
  },
  "activation-outlives-token": {
    "description": "An activate takes 25 minutes, a token lives for ten: whoever does not renew it in time, and logs in anew instead, has lost the lock.",
    "durations": {
      "activate": "25 min"
    },
    "initialState": {
      "uptime": "30 d",
      "saved": {
        "text": "new realm"
      }
    }
  },
  "answer-lost-after-taken": {
    "description": "The device takes our activate, and the connection ends before its 202 arrives: whoever submits again activates twice, whoever gives up never learns that it took effect.",
    "initialState": {
      "uptime": "30 d",
      "saved": {
        "text": "new realm"
      }
    },
    "faults": [
      {
        "fault": "reset",
        "accepted": true,
        "on": "activate"
      }
    ]
  },
  "busy-at-start": {
    "description": "An activate of somebody else is in progress when we come: what asyncstatus shows then is not ours, and a request now would be refused.",
    "initialState": {
      "uptime": "30 d",
      "edited": {
        "text": "new realm"
      },
      "lastRequest": {
        "operation": "activate",
        "by": "Maria",
        "status": "inProgress",
        "endsIn": "20 s"
      }
    }
  },
  "clock-skew": {
    "description": "The device's clock runs fast by half, so that by ours a token ends after 6 min 40 s: a renewal at 60 % of the ten minutes is still in time, one shortly before their end is not.",
    "system": {
      "clockRate": 1.5
    },
    "durations": {
      "activate": "40 min"
    },
    "initialState": {
      "uptime": "30 d",
      "saved": {
        "text": "new realm"
      }
    }
  },
  "crowded": {
    "description": "A device with many users, at random: at the ACLI, in the GUI and by REST they lock, edit, save and activate, the lock does not bind all of them, and requests take as long as they take.",
    "requests": [
      {
        "chance": 0.2,
        "takes": [
          "1 s",
          "20 s"
        ],
        "fails": "Not now."
      },
      {
        "takes": [
          "1 s",
          "20 s"
        ]
      }
    ],
    "assumptions": {
      "secondRequest": "replaces",
      "registrationDelay": 500
    },
    "initialState": {
      "uptime": "30 d",
      "saved": {
        "text": "new realm"
      }
    },
    "actors": [
      {
        "name": "Maria",
        "via": "acli",
        "random": {
          "every": "40 s",
          "weights": {
            "verify": 1,
            "save": 3,
            "activate": 2,
            "edit": 3
          }
        }
      },
      {
        "name": "Ines",
        "via": "gui",
        "random": {
          "every": "60 s",
          "weights": {
            "save": 1,
            "lock": 2,
            "edit": 2
          },
          "lockFor": "20 s"
        }
      },
      {
        "name": "nightly",
        "via": "rest",
        "random": {
          "every": "60 s",
          "weights": {
            "verify": 2,
            "save": 2,
            "activate": 2,
            "backup": 1,
            "lock": 3
          },
          "lockFor": "30 s"
        }
      }
    ]
  },
  "everyday": {
    "description": "Nothing is wrong: something was edited, and verify, save and activate take their time and succeed.",
    "initialState": {
      "uptime": "30 d",
      "edited": {
        "text": "new realm"
      }
    }
  },
  "flaky-network": {
    "description": "From the third look on, about half of them fail: reset before or in the middle of the answer, late, 500, 503 with a Retry-After. A failed look is not a failed request.",
    "durations": {
      "activate": "2 min"
    },
    "initialState": {
      "uptime": "30 d",
      "saved": {
        "text": "new realm"
      }
    },
    "faults": [
      {
        "fault": "reset",
        "on": "getAsyncStatus",
        "nth": 3,
        "chance": 0.1
      },
      {
        "fault": "resetInBody",
        "on": "getAsyncStatus",
        "nth": 3,
        "chance": 0.1
      },
      {
        "fault": "truncated",
        "on": "getAsyncStatus",
        "nth": 3,
        "chance": 0.1
      },
      {
        "fault": "slow",
        "delay": "3 s",
        "on": "getAsyncStatus",
        "nth": 3,
        "chance": 0.1
      },
      {
        "fault": "status",
        "status": 500,
        "on": "getAsyncStatus",
        "nth": 3,
        "chance": 0.1
      },
      {
        "fault": "status",
        "status": 503,
        "retryAfterSeconds": 10,
        "on": "getAsyncStatus",
        "nth": 3,
        "chance": 0.1
      }
    ]
  },
  "garbage-answers": {
    "description": "A proxy answers looks with a page, another type, a body of megabytes, or the first half of one, all of it with status 200: what cannot be read says nothing about our request.",
    "durations": {
      "activate": "1 min"
    },
    "initialState": {
      "uptime": "30 d",
      "saved": {
        "text": "new realm"
      }
    },
    "faults": [
      {
        "fault": "garbage",
        "on": "getAsyncStatus",
        "nth": 3
      },
      {
        "fault": "wrongType",
        "contentType": "application/json",
        "on": "getAsyncStatus",
        "nth": 4
      },
      {
        "fault": "huge",
        "bytes": 4194304,
        "on": "getAsyncStatus",
        "nth": 5
      },
      {
        "fault": "truncated",
        "on": "getAsyncStatus",
        "nth": 6
      }
    ]
  },
  "lock-held-by-gui": {
    "description": "Somebody in the GUI holds the configuration lock for a while and then gives it up: whoever takes the 423 for the end has given up too early.",
    "initialState": {
      "uptime": "30 d",
      "saved": {
        "text": "new realm"
      }
    },
    "actors": [
      {
        "name": "Ines",
        "via": "gui",
        "steps": [
          {
            "action": "lock",
            "for": "90 s"
          }
        ]
      }
    ]
  },
  "never-ending": {
    "description": "The activate never ends. Only a deadline of one's own ends the wait, and that ends the wait alone: what becomes of the request is still to be seen.",
    "durations": {
      "activate": "never"
    },
    "initialState": {
      "uptime": "30 d",
      "saved": {
        "text": "new realm"
      }
    }
  },
  "reboot-in-mid-activation": {
    "description": "Somebody reboots the system while our activate is in progress. It comes up again with a blank status, without our token, our lock, and without what we activated.",
    "durations": {
      "activate": "1 min"
    },
    "initialState": {
      "uptime": "30 d",
      "saved": {
        "text": "new realm"
      }
    },
    "actors": [
      {
        "name": "Maria",
        "via": "acli",
        "steps": [
          {
            "action": "reboot",
            "after": "10 s",
            "when": {
              "event": "accepted",
              "operation": "activate",
              "by": "client"
            }
          }
        ]
      }
    ]
  },
  "save-without-change": {
    "description": "There is nothing to save: the save succeeds and currentVersion stays, so that whoever waits for the version to move waits in vain.",
    "assumptions": {
      "saveWithoutChange": "keepsVersion"
    },
    "initialState": {
      "uptime": "30 d"
    }
  },
  "stale-success": {
    "description": "A save of somebody else had succeeded before ours was submitted, and asyncstatus goes on showing it for two seconds: the first success of the right name is not ours.",
    "requests": [
      {
        "on": "save",
        "by": "client",
        "takes": "30 s",
        "fails": "The disk is full."
      }
    ],
    "assumptions": {
      "registrationDelay": "2 s"
    },
    "initialState": {
      "uptime": "30 d",
      "lastRequest": {
        "operation": "save",
        "by": "Maria",
        "status": "success"
      }
    }
  },
  "stuck-after-reboot": {
    "description": "As after a reboot in mid-activation, but the status is kept: it shows inProgress for a request that nobody works on any more, and would do so for ever.",
    "durations": {
      "activate": "1 min"
    },
    "assumptions": {
      "statusAfterReboot": "kept"
    },
    "initialState": {
      "uptime": "30 d",
      "saved": {
        "text": "new realm"
      }
    },
    "actors": [
      {
        "name": "Maria",
        "via": "acli",
        "steps": [
          {
            "action": "reboot",
            "after": "10 s",
            "when": {
              "event": "accepted",
              "operation": "activate",
              "by": "client"
            }
          }
        ]
      }
    ]
  },
  "submission-lost-before-taken": {
    "description": "The connection ends before the device has our activate. From outside it looks as when the device has it; only asyncstatus and the versions can tell.",
    "initialState": {
      "uptime": "30 d",
      "saved": {
        "text": "new realm"
      }
    },
    "faults": [
      {
        "fault": "reset",
        "on": "activate"
      }
    ]
  },
  "superseded-by-acli": {
    "description": "While our activate is in progress, somebody at the ACLI saves: asyncstatus now shows that save, and its success says nothing about our activate.",
    "requests": [
      {
        "on": "activate",
        "by": "client",
        "takes": "1 min",
        "fails": "Realm new has no interface."
      }
    ],
    "assumptions": {
      "secondRequest": "replaces"
    },
    "initialState": {
      "uptime": "30 d",
      "saved": {
        "text": "new realm"
      }
    },
    "actors": [
      {
        "name": "Maria",
        "via": "acli",
        "steps": [
          {
            "action": "save",
            "after": "2 s",
            "when": {
              "event": "accepted",
              "operation": "activate",
              "by": "client"
            }
          }
        ]
      }
    ]
  },
  "switchover-in-mid-activation": {
    "description": "The pair changes roles while our activate is in progress, and the peer now answers under the address, with a status of its own: a blank one.",
    "system": {
      "hostName": "sbc-a",
      "peerName": "sbc-b"
    },
    "durations": {
      "activate": "1 min"
    },
    "assumptions": {
      "statusAfterSwitchover": "blank",
      "requestAtSwitchover": "cutShort",
      "addressAfterSwitchover": "movesToPeer"
    },
    "initialState": {
      "uptime": "30 d",
      "saved": {
        "text": "new realm"
      }
    },
    "actors": [
      {
        "name": "Maria",
        "via": "acli",
        "steps": [
          {
            "action": "switchover",
            "after": "10 s",
            "when": {
              "event": "accepted",
              "operation": "activate",
              "by": "client"
            }
          }
        ]
      }
    ]
  },
  "token-expires-early": {
    "description": "Tokens live for one minute here, and not for the ten that are documented: a client whose lock has ended with its token has to notice, and cannot go on by logging in anew.",
    "durations": {
      "activate": "5 min",
      "token": "1 min"
    },
    "initialState": {
      "uptime": "30 d",
      "saved": {
        "text": "new realm"
      }
    }
  },
  "token-refused": {
    "description": "In the middle of the wait a look is answered 401, though the token has not ended: it can still be renewed, with the lock. Whoever logs in anew instead has thrown the lock away.",
    "durations": {
      "activate": "1 min"
    },
    "initialState": {
      "uptime": "30 d",
      "saved": {
        "text": "new realm"
      }
    },
    "faults": [
      {
        "fault": "unauthorized",
        "on": "getAsyncStatus",
        "nth": 4
      }
    ]
  },
  "verify-refuses": {
    "description": "What was edited has a fault, which verify finds. Its failure comes with HTTP 200 and its reason in errorMessage; whoever saves and activates all the same puts the fault into service.",
    "initialState": {
      "uptime": "30 d",
      "edited": {
        "text": "new realm",
        "fault": "Realm new has no interface."
      }
    }
  }
} as const satisfies Readonly<Record<string, Scenario>>;
