package ava.bridge.twilio;

import ava.shared.call.CallSid;
import ava.shared.call.PhoneNumber;

/// The beginning of a stream whose token was good.
///
/// @param token good for this stream and no other
/// @param resumed the call was already here or in another bridge
/// @param transferFailed it comes back because nobody took the transfer
public record StreamStart(
    CallSid callSid,
    String token,
    PhoneNumber from,
    PhoneNumber to,
    boolean resumed,
    boolean transferFailed) {}
