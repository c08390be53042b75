package ava.shared.call;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How sure it is that a number is the one to call back.
public enum Certainty {
  /// Ava read it back and the caller agreed.
  @JsonProperty("confirme")
  READ_BACK("confirmé"),
  /// The caller dictated it, and did not agree to it once it was read back.
  @JsonProperty("dicte")
  HEARD_ONCE("dicté, non confirmé"),
  /// The caller dictated it; the same words may mean another number.
  @JsonProperty("douteux")
  DOUBTFUL("dicté, à vérifier"),
  /// Nothing was dictated: it is the number that the telephone showed.
  @JsonProperty("affiche")
  CALLER_ID("numéro affiché");

  private final String words;

  Certainty(String words) {
    this.words = words;
  }

  /// In French, as a remark behind the number.
  public String words() {
    return words;
  }
}
