package ava.bridge.call;

import ava.shared.PhoneNumber;
import java.time.Duration;
import java.util.Optional;

/// How this Ava conducts her calls.
///
/// @param greeting the exact opening words; they say that Ava is an AI
/// @param longestCall when Ava says goodbye by herself
public record CallRules(Greeting greeting, Duration longestCall, Optional<PhoneNumber> transferTo) {
  /// The tool with which the model ends the call.
  public static final String HANG_UP = "raccrocher";

  /// The tool with which the model hands the caller to a person.
  public static final String TRANSFER = "transferer";
}
