package ava.simulator.model;

/// An item that a model knows.
///
/// @param kind `user`, `assistant`, `system`, `function_call` or `function_call_output`
/// @param text its words; of a truncated answer about those that were heard
public record Remembered(String id, String kind, String text, boolean truncated) {}
