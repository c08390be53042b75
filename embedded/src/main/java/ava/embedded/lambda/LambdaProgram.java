package ava.embedded.lambda;

import java.nio.file.Path;
import java.time.Duration;

/// A function as it is deployed.
///
/// @param jar with all that it needs but the runtime client
/// @param handler the class and its method, as in a template
/// @param timeout how long an event may take
/// @param restored whether it starts from a snapshot
public record LambdaProgram(
    String name, Path jar, String handler, Duration timeout, boolean restored) {}
