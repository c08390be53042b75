package ava.simulator.scenario;

/// A function that the model calls.
///
/// @param arguments a JSON object
public record ToolCall(String name, String arguments) {}
