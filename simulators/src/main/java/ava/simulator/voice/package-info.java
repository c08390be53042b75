/// The services that read texts aloud, as strict as the real ones and able to fail in every known
/// way. They say that they are simulators.
@NullMarked
package ava.simulator.voice;

import org.jspecify.annotations.NullMarked;
