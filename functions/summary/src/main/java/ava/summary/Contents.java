package ava.summary;

import ava.shared.call.CallRecord;
import ava.shared.call.Recording;
import ava.shared.call.Turn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// What there is of a call, or what its mails hold of it: between the two lies what is new.
///
/// @param turns their numbers, from the first
/// @param card the message card's fields
record Contents(List<Integer> turns, Voice recording, Map<String, String> card) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// How far the voicemail's recording is.
  enum Voice {
    NONE,
    /// Twilio has it.
    LEFT,
    /// A mail said that it is missing.
    MISSED,
    KEPT
  }

  Contents {
    turns = turns.stream().sorted().toList();
    card = new TreeMap<>(card);
  }

  static Contents of(CallRecord call, List<Turn> turns) {
    var card = new TreeMap<String, String>();
    call.message().fields().forEach((field, value) -> card.put(field.key(), value));
    return new Contents(
        turns.stream().map(Turn::seq).toList(),
        call.recording().filter(Recording::left).map(Contents::voice).orElse(Voice.NONE),
        card);
  }

  private static Voice voice(Recording left) {
    return left.kept() ? Voice.KEPT : Voice.LEFT;
  }

  /// The same, as a mail tells it.
  Contents told() {
    return recording == Voice.LEFT ? new Contents(turns, Voice.MISSED, card) : this;
  }

  /// What of this the mails before did not hold.
  News since(Contents mailed) {
    var fresh = new HashSet<>(turns);
    mailed.turns.forEach(fresh::remove);
    return new News(
        List.copyOf(fresh),
        recording == Voice.KEPT && mailed.recording != Voice.KEPT,
        !card.equals(mailed.card));
  }

  /// @param turns the numbers of those that no mail held
  record News(List<Integer> turns, boolean recording, boolean card) {
    boolean isEmpty() {
      return turns.isEmpty() && !recording && !card;
    }

    /// What the second mail says of it.
    String told(List<Turn> all) {
      var parts = new ArrayList<String>();
      var said = all.stream().filter(turn -> turns.contains(turn.seq())).toList();
      var talk = said.stream().filter(turn -> turn.seq() != Turn.VOICEMAIL).count();
      if (talk > 0) {
        parts.add(talk == 1 ? "un tour de parole" : talk + " tours de parole");
      }
      if (recording || said.size() > talk) {
        parts.add("le message laissé sur le répondeur");
      }
      if (card) {
        parts.add("la fiche du message");
      }
      return "Voici ce qui manquait : " + String.join(", ", parts) + ".";
    }
  }

  String toJson() {
    return JSON.writeValueAsString(this);
  }

  static Contents fromJson(String json) {
    return JSON.readValue(json, Contents.class);
  }
}
