/**
 * The words to avoid as `[pattern, replacement]`, as textlint-rule-terminology reads them: case is
 * ignored, and a pattern matches whole words.
 */
export const terms: readonly (readonly [pattern: string, use: string])[] = [
  // Results of a request
  ["(?:has|have|had|is|are|was|were|be|been) taken (?:it|the request|by the device)", "accepted"],
  ["at the 202", "accepted (202)"],
  ["(?:took|taken|taking) effect", "succeeded, or was confirmed"],
  ["the device works on", "is still running on the device"],
  ["(?:is|are|was|were) at work", "is running"],
  ["(?:go|goes|went|going) on(?! to)", "continue, run"],
  ["(?:take|takes|took|taken|taking)(?: it| them| this| that)? up(?: again)?", "resume"],
  ["(?:came|comes|come) to nothing", "fail"],
  ["what (?:became|becomes|has become|came|comes) (?:of|to)", "the result of"],
  ["(?:by )?whose hand", "which user or client did it"],
  ["ours throughout", "held the whole time"],
  ["term of the lock", "lock held since / lost"],
  ["new epoch", "restarted, switched over"],

  // Status
  ["sightings?", "status reading"],
  ["(?:a|an|one|each|every|first|last|next|failed|this|that) looks?", "poll, status reading"],
  ["last request of anybody", "most recent request, from any user"],
  ["whose it is", "attribution: ours, stale, foreign or unknown"],
  ["whose, nobody can say", "owner unknown"],
  ["(?<!status )(?<![\\w`$.{-])slots?(?![\\w`(.:-])", "status slot, status"],

  // People
  [
    "(?:some|no|any|every)body(?: else)?(?:['’]s)?",
    "name them: another user or client, no one, any user, every user",
  ],
  ["who(?:m|so|mso)?ever", "name them: the user, the client, the process that"],
  ["one['’]s own", "your own"],
  ["one ?self", "yourself"],
  ["the hands? of", "name the action"],

  // Personified machines
  ["(?:is|are|was|were|be|been) told", "reported"],
  ["(?:told|tells?) (?:of|that|what|how|it)", "report, print"],
  ["(?:is|are|was|were|be|been) asked", "requested"],
  ["answers? rubbish", "invalid responses"],
  ["without a word", "without an error or a message"],
  ["loudly", "with an error"],
  ["as far as it goes", "until the deadline"],
  ["a device to practi[sc]e on", "reference device"],
  ["practi[sc]e on", "test with"],

  // Invented terms
  ["mend(?:s|ed|ing)?", "fix"],
  ["befall(?:s|en|ing)?|befell", "apply a fault, inject a fault"],
  [
    "(?:whatever|what|something|anything|nothing) (?:goes|can go|may go|went) wrong",
    "fault, error",
  ],
  ["deeds?", "action"],
  ["happenings?", "event"],
  ["surroundings", "context"],
  ["(?:carry|carries|carried|carrying) out", "execute, run"],
  ["what chance follows from", "random seed"],
  ["(?:the )?how manieth", "1-based index"],
  ["(?:cannot be|is|are|was|were) meant", "invalid, intended"],
  ["seldom needed", "advanced"],
  ["what follows is no flag", "end of options"],
  ["what was seen", "evidence"],
  ["witness(?:es|ed)?", "version evidence"],
  ["lanes?", "name it: variant, column"],
  ["referees?", "name it: second implementation, wrong responses"],
  ["eyes everywhere", "full knowledge"],
  ["onlookers?", "observer"],
  ["holes?", "vulnerability"],

  // Turns of phrase
  ["(?:is|are|was|were) to be (?:seen|had|found|told|done|read|known)", "can be, is"],
  ["all the same", "anyway, still"],
  ["again and again", "repeatedly"],
  ["for ever", "forever"],
  ["on account of", "because of"],
  ["the like", "similar ones"],
  ["(?:stand|stands|stood) (?:here|there|up|for ever)", "is, is valid"],
  ["(?:undefined|nothing|none|empty|absent|null) where", "if"],
  ["where (?:there|nothing|none|not|one|that) (?:is|are|was|were|has|can|could|does)", "if"],
  ["where (?:it|they) (?:is|are|was|were|has|have|does|do|can|could) ?not", "if"],
  ["otherwise than", "other than"],
  ["as is (?:said|told|expected)", "as expected"],
  ["settings in force", "effective settings"],
  ["affairs?", "name the rule"],
  ["nothing but", "only"],

  // American spelling
  ["behaviour", "behavior"],
  ["colou?rs?(?<=our|ours)", "color"],
  ["favou?r(?:s|ed|ite)?(?<=our\\w*)", "favor"],
  ["honour(?:s|ed|ing)?", "honor"],
  ["neighbours?", "neighbor"],
  ["licen[c]es?", "license"],
  [
    "(normal|serial|initial|recogn|organ|summar|optim|minim|maxim|author|custom|categor|synchron|capital|final|standard)is(e|es|ed|ing|ation)",
    "$1iz$2",
  ],
  ["(cancel|label|model|travel|signal)l(ed|ing)", "$1$2"],
  ["artefacts?", "artifact"],
  ["judgements?", "judgment"],
  ["grey", "gray"],
  ["centre(?:d|s)?", "center"],
  ["amongst", "among"],
  ["whilst", "while"],
];
