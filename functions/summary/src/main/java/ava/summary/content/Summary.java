package ava.summary.content;

import ava.shared.call.Certainty;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// A call in short, as it is stored, mailed and handed to the webhook; its JSON is flat.
///
/// @param unavailable why the model did not write this summary, when it should have
public record Summary(
    Source source,
    Who who,
    @JsonUnwrapped Matter matter,
    @JsonUnwrapped FollowUp followUp,
    Optional<String> unavailable) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// What the call was about.
  ///
  /// @param urgencyQuote the caller's words from which the urgency was judged
  /// @param text two to four sentences
  public record Matter(
      String reason,
      Category category,
      Urgency urgency,
      Optional<String> urgencyQuote,
      String text) {}

  /// What is to follow from the call.
  ///
  /// @param asked what the caller wanted to know or have
  /// @param promised what Ava told the caller would be done
  public record FollowUp(
      List<String> asked, List<String> promised, List<Action> actions, Callback callback) {
    public FollowUp {
      asked = List.copyOf(asked);
      promised = List.copyOf(promised);
      actions = List.copyOf(actions);
    }
  }

  /// Who made a summary.
  public enum Source {
    @JsonProperty("model")
    MODEL,
    @JsonProperty("extract")
    EXTRACT
  }

  /// Who called.
  ///
  /// @param phone where to call back, E.164 where possible
  /// @param phoneCertainty how sure that number is; empty where there is none
  /// @param phoneUnclear a number that was dictated and not understood, in the caller's words
  /// @param address street, town, floor, door code: where somebody is awaited
  /// @param email an address of mail, as it is written
  public record Who(
      Optional<String> name,
      Optional<String> company,
      Optional<String> phone,
      Optional<Certainty> phoneCertainty,
      Optional<String> phoneUnclear,
      Optional<String> address,
      Optional<String> email) {

    /// Nothing is known of how sure the number is.
    public Who(
        Optional<String> name,
        Optional<String> company,
        Optional<String> phone,
        Optional<String> address,
        Optional<String> email) {
      this(name, company, phone, Optional.empty(), Optional.empty(), address, email);
    }
  }

  /// The kind of call.
  public enum Category {
    @JsonProperty("urgence")
    EMERGENCY,
    @JsonProperty("rendez-vous")
    APPOINTMENT,
    @JsonProperty("renseignement")
    INFORMATION,
    @JsonProperty("reclamation")
    COMPLAINT,
    @JsonProperty("livraison")
    DELIVERY,
    @JsonProperty("demarchage")
    SOLICITATION,
    @JsonProperty("erreur")
    WRONG_NUMBER,
    @JsonProperty("sans_parole")
    SILENT,
    @JsonProperty("autre")
    OTHER
  }

  public enum Urgency {
    @JsonProperty("basse")
    LOW,
    @JsonProperty("normale")
    NORMAL,
    @JsonProperty("haute")
    HIGH
  }

  /// Something to be done.
  ///
  /// @param who who has to do it
  /// @param turn number of the turn it follows from
  public record Action(String what, Optional<String> who, Optional<String> byWhen, int turn) {}

  /// @param when in words, such as `avant 18 h`
  public record Callback(boolean wished, Optional<String> when) {
    public static final Callback NONE = new Callback(false, Optional.empty());

    /// The moment alone, as it stands inside a sentence.
    public Callback {
      when = when.map(Phrase::moment).filter(words -> !words.isEmpty());
    }
  }

  public String toJson() {
    return JSON.writeValueAsString(this);
  }

  /// @throws tools.jackson.core.JacksonException when the text is no summary
  public static Summary fromJson(String json) {
    return JSON.readValue(json, Summary.class);
  }

  public Summary because(String reasonOfAbsence) {
    return new Summary(source, who, matter, followUp, Optional.of(reasonOfAbsence));
  }
}
