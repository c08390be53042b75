package ava.bridge.twilio;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Twilio sends on a media stream, as far as Ava reads it. Numbers that count are strings on
/// this wire.
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    property = "event",
    visible = true,
    defaultImpl = FromTwilio.Unknown.class)
sealed interface FromTwilio {

  @JsonTypeName("connected")
  record Connected() implements FromTwilio {}

  @JsonTypeName("start")
  record Start(String streamSid, Details start) implements FromTwilio {
    public Start {
      requireNonNull(streamSid);
      requireNonNull(start);
    }

    record Details(String callSid, @Nullable Map<String, String> customParameters) {
      public Details {
        requireNonNull(callSid);
      }

      String parameter(String name) {
        var value = customParameters == null ? null : customParameters.get(name);
        return value == null ? "" : value;
      }
    }
  }

  @JsonTypeName("media")
  record Media(Audio media) implements FromTwilio {
    public Media {
      requireNonNull(media);
    }

    /// @param timestamp milliseconds since the stream began
    /// @param payload whole base64 of mu-law
    record Audio(@Nullable String track, @Nullable String timestamp, String payload) {
      public Audio {
        requireNonNull(payload);
      }
    }
  }

  @JsonTypeName("dtmf")
  record Dtmf(Key dtmf) implements FromTwilio {
    public Dtmf {
      requireNonNull(dtmf);
    }

    record Key(String digit) {
      public Key {
        requireNonNull(digit);
      }
    }
  }

  @JsonTypeName("mark")
  record Mark(Name mark) implements FromTwilio {
    public Mark {
      requireNonNull(mark);
    }

    record Name(String name) {
      public Name {
        requireNonNull(name);
      }
    }
  }

  @JsonTypeName("stop")
  record Stop() implements FromTwilio {}

  /// Anything else: an event of the future, or no message of this protocol at all.
  record Unknown(@JsonProperty("event") @Nullable String event) implements FromTwilio {}
}
