package ava.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Listens beside the page to what its telephone on the audio thread makes and reaches, without the
/// page knowing.
final class AudioThread {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String LISTENER =
      """
      window.overheard = {frames: [], marks: [], clears: []};
      let clock;
      window.AudioWorkletNode = class extends AudioWorkletNode {
        constructor(context, ...rest) {
          super(context, ...rest);
          clock = context;
          this.port.addEventListener('message', ({data}) => {
            if (data.mark !== undefined) {
              overheard.marks.push({name: data.mark, frames: overheard.frames.length});
            } else {
              const frame = btoa(String.fromCharCode(...data.frame));
              const laterMs = 1000 * (context.baseLatency + context.outputLatency);
              overheard.frames.push({...data, frame, laterMs});
            }
          });
        }
      };
      window.WebSocket = class extends WebSocket {
        constructor(...rest) {
          super(...rest);
          this.addEventListener('message', ({data}) => {
            if (JSON.parse(data).event === 'clear') {
              overheard.clears.push(clock.currentTime);
            }
          });
        }
      };\
      """;

  private final Page page;

  AudioThread(Page page) {
    this.page = page;
  }

  /// Must be called before the page is opened.
  static void overhear(BrowserContext visitor) {
    visitor.addInitScript(LISTENER);
  }

  /// Every 20 ms.
  ///
  /// @param sound base64 of what the microphone gave
  /// @param ava how loud Ava was, of 1
  /// @param queuedMs how much of hers waits
  /// @param at its end in seconds, on the clock of the audio, which no busy machine holds up
  /// @param laterMs how much later the loudspeaker sounds than the audio thread plays
  record Frame(String sound, double ava, double queuedMs, double at, double laterMs) {}

  /// A mark that was reached, behind so many frames.
  record Mark(String name, int frames) {}

  List<Frame> frames() {
    return read("frames")
        .valueStream()
        .map(f ->
            new Frame(
                f.path("frame").asString(),
                f.path("ava").asDouble(),
                f.path("queuedMs").asDouble(),
                f.path("at").asDouble(),
                f.path("laterMs").asDouble()))
        .toList();
  }

  List<Mark> marks() {
    return read("marks")
        .valueStream()
        .map(m -> new Mark(m.path("name").asString(), m.path("frames").asInt()))
        .toList();
  }

  /// When `clear` came, on the same clock.
  List<Double> clears() {
    return read("clears").valueStream().map(JsonNode::asDouble).toList();
  }

  private JsonNode read(String what) {
    return JSON.readTree((String) page.evaluate("what => JSON.stringify(overheard[what])", what));
  }
}
