/// The core of a call: what happens ([Event]), what is done about it ([Effect]), and the pure step
/// between them ([CallFlow]). Knows no socket, no JSON, no AWS; the ports [CallerLine],
/// [ModelLine], [ModelLines], [Journal], [Tools] and [Timers] are implemented in `twilio`,
/// `openai`, `record` and `tools`; what Ava says comes as [Wording], what her tools ask of a call
/// as [Move].
///
/// One thread at a time: everything of a call happens on that call's event-loop context.
@NullMarked
package ava.bridge.call;

import org.jspecify.annotations.NullMarked;
