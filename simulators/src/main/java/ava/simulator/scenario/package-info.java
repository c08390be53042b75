/// Played conversations: who says what and when, the audio of it, and what can be observed while it
/// is played. Both simulators read the same scenario, each its own half.
@NullMarked
package ava.simulator.scenario;

import org.jspecify.annotations.NullMarked;
