package ava.bridge.twilio;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// What Ava sends on a media stream. A field too many is an error to Twilio (31951).
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
sealed interface ToTwilio {

  @JsonTypeName("media")
  record Media(String streamSid, Audio media) implements ToTwilio {
    /// @param payload base64 of mu-law, of any length
    record Audio(String payload) {}
  }

  @JsonTypeName("mark")
  record Mark(String streamSid, Name mark) implements ToTwilio {
    record Name(String name) {}
  }

  @JsonTypeName("clear")
  record Clear(String streamSid) implements ToTwilio {}
}
