package ava.local.model;

import java.util.Optional;

/// Why a client event was refused, as its `error` event says it.
///
/// @param event the refused event's type
/// @param param the field at fault, such as `session.temperature`
public record Refusal(
    int session,
    String event,
    String type,
    Optional<String> code,
    String message,
    Optional<String> param) {}
