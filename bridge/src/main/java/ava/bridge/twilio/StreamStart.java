package ava.bridge.twilio;

import ava.shared.CallSid;
import ava.shared.PhoneNumber;

/// The beginning of a stream whose token was good.
///
/// @param resumed the call was already here or in another bridge
/// @param transferFailed it comes back because nobody took the transfer
public record StreamStart(
    CallSid callSid, PhoneNumber from, PhoneNumber to, boolean resumed, boolean transferFailed) {}
