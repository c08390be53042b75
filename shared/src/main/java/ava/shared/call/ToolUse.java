package ava.shared.call;

import java.time.Instant;

/// Ava used one of her tools in a call.
///
/// @param name of the tool
public record ToolUse(String name, Instant at) {}
