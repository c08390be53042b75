package ava.simulator.model;

import com.fasterxml.jackson.core.JacksonException;
import com.openai.core.ObjectMappers;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.models.realtime.RealtimeServerEvent;
import java.util.Optional;

/// OpenAI's own library, asked whether it would take an event of the server.
final class OpenAiReferee {
  private OpenAiReferee() {}

  /// Why it would not; empty when all is well.
  static Optional<String> problem(String event) {
    try {
      var read = ObjectMappers.jsonMapper().readValue(event, RealtimeServerEvent.class);
      return read.validate()._json().filter(_ -> !known(read)).map(_ -> "not known: " + event);
    } catch (JacksonException | OpenAIInvalidDataException e) {
      return Optional.of(e.getMessage() + ": " + event);
    }
  }

  private static boolean known(RealtimeServerEvent event) {
    return event.isValid();
  }
}
