package ava.summary.mention;

import ava.summary.mention.Mention.Count;
import ava.summary.mention.Mention.Day;
import ava.summary.mention.Mention.DayPart;
import ava.summary.mention.Mention.Floor;
import ava.summary.mention.Mention.Hour;
import ava.summary.mention.Mention.MailAddress;
import ava.summary.mention.Mention.Name;
import ava.summary.mention.Mention.PartOfDay;
import ava.summary.mention.Mention.Quantity;
import ava.summary.mention.Mention.Rank;
import ava.summary.mention.Mention.Street;
import ava.summary.mention.Mention.Telephone;
import ava.summary.mention.Mention.Unit;
import ava.summary.mention.Mention.Year;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What was said in a call, to hold statements against: a statement stands when everything it
/// mentions was said, in whatever words. Immutable when its predicates are.
public final class Evidence {
  private static final Pattern TELLS_OF_THE_CALL =
      Pattern.compile("(?i)\\b(?:a appelé|appel|a téléphoné|appelle|a laissé|message)\\b");
  private static final Map<String, String> SHORT = Map.of("st", "saint", "ste", "sainte");
  private static final int MONTHS_OF_A_YEAR = 12;

  private final List<Mention> said;
  private final Set<String> words;
  private final Set<String> nameable;
  private final ZonedDateTime call;
  private final Predicate<String> telephones;
  private final Predicate<String> names;

  /// @param texts everything that was said or noted
  /// @param call when it was
  /// @param telephones whether a number was dictated, or ends one that was
  /// @param names whether a word was heard, spelled words included
  public Evidence(
      List<String> texts,
      ZonedDateTime call,
      Predicate<String> telephones,
      Predicate<String> names) {
    this.call = call;
    var passages = texts.stream().map(text -> Mentions.read(text, call.toLocalDate())).toList();
    this.said = passages.stream().flatMap(passage -> passage.found().stream()).toList();
    this.nameable = passages.stream().flatMap(Nameable::in).collect(Collectors.toSet());
    this.words = passages.stream().flatMap(Passage::plain).collect(Collectors.toSet());
    this.telephones = telephones;
    this.names = names;
  }

  /// Whether all that a sentence mentions was said.
  public boolean supports(String statement) {
    var ofTheCall = TELLS_OF_THE_CALL.matcher(statement).find();
    return Mentions.in(statement, today()).stream()
        .allMatch(mention -> backs(mention) || (ofTheCall && whenCalled(mention)));
  }

  /// Whether a name was said behind a title.
  public boolean titled(String name) {
    return !titles(Word.plain(name.split("[-'’]")[0])).isEmpty();
  }

  private LocalDate today() {
    return call.toLocalDate();
  }

  private boolean backs(Mention claim) {
    return switch (claim) {
      case Telephone(var digits) -> telephones.test(digits);
      case Mention.Ending(var digits) -> telephones.test("…" + digits) || same(claim);
      case Mention.Code(var digits) -> code(digits);
      case Day day -> any(Day.class, other -> matches(day, other));
      case Hour hour ->
          any(
              Hour.class,
              other ->
                  !hour.bound().contradicts(other.bound())
                      && hour.times().stream().anyMatch(other.times()::contains));
      case DayPart(var part) -> same(claim) || any(Hour.class, hour -> holds(part, hour));
      case Mention.Sum(var euros) ->
          any(Mention.Sum.class, other -> equal(other.euros(), euros)) || counted(euros);
      case Quantity quantity -> measured(quantity);
      case Count(var value) ->
          equal(value, BigDecimal.ONE) || counted(value) || code(value.toPlainString());
      case Floor(var level) -> same(claim) || said.contains(new Rank(level)) || counted(level);
      case Rank(var place) ->
          place == 1 || same(claim) || said.contains(new Floor(place)) || counted(place);
      case Year(var years) -> year(years);
      case Street street -> street(street);
      case Name name -> named(name);
      case MailAddress(var address, var _) ->
          any(
              MailAddress.class,
              other -> other.address().equals(address) || other.longer().contains(address));
      case Mention.WebAddress _ -> same(claim);
    };
  }

  private boolean same(Mention claim) {
    return said.contains(claim);
  }

  private <T extends Mention> boolean any(Class<T> type, Predicate<T> fits) {
    return said.stream().filter(type::isInstance).map(type::cast).anyMatch(fits);
  }

  private static boolean equal(BigDecimal one, BigDecimal other) {
    return one.compareTo(other) == 0;
  }

  private boolean counted(BigDecimal value) {
    return any(Count.class, other -> equal(other.value(), value));
  }

  private boolean counted(int value) {
    return counted(BigDecimal.valueOf(value));
  }

  private boolean code(String digits) {
    return any(Mention.Code.class, other -> other.digits().equals(digits))
        || (digits.length() < 10 && counted(new BigDecimal(digits)));
  }

  private static boolean matches(Day claim, Day said) {
    var parts =
        claim.part().isPresent() && said.part().isPresent() && !claim.part().equals(said.part());
    if (parts || claim.bound().contradicts(said.bound())) {
      return false;
    }
    return claim.everyYear().stream().anyMatch(day -> said.spans().stream().anyMatch(is(day)))
        || claim.spans().stream()
            .anyMatch(span ->
                said.spans().stream()
                    .anyMatch(other -> span.holds(other) || other.weekendOf(span)));
  }

  private static Predicate<Mention.Span> is(MonthDay day) {
    return span -> span.from().equals(span.to()) && MonthDay.from(span.from()).equals(day);
  }

  private static boolean holds(PartOfDay part, Hour hour) {
    return hour.times().stream().anyMatch(part::holds);
  }

  private boolean measured(Quantity claim) {
    return any(
            Quantity.class,
            other -> other.unit() == claim.unit() && equal(other.value(), claim.value()))
        || counted(claim.value())
        || (claim.unit() == Unit.MONTHS && aged(claim))
        || (claim.unit() == Unit.DAYS && since(claim));
  }

  /// Whether days that have passed follow from a day: « avant-hier ».
  private boolean since(Quantity days) {
    var then = Mention.Span.of(today().minusDays(days.value().intValue()));
    return any(Day.class, day -> day.spans().contains(then));
  }

  /// Whether an age follows from a year of birth, or was said as a number alone.
  private boolean aged(Quantity claim) {
    return any(Year.class, year -> year.years().stream().anyMatch(born -> age(claim, born)))
        || any(Day.class, day -> day.spans().stream().anyMatch(s -> age(claim, s.from().getYear())))
        || counted(claim.value().divideToIntegralValue(BigDecimal.valueOf(MONTHS_OF_A_YEAR)));
  }

  private boolean age(Quantity months, int born) {
    var years = months.value().intValue() / MONTHS_OF_A_YEAR;
    var difference = today().getYear() - born - years;
    return difference == 0 || difference == 1;
  }

  private boolean year(Set<Integer> years) {
    return any(Year.class, other -> other.years().stream().anyMatch(years::contains))
        || any(
            Day.class,
            day -> day.spans().stream().anyMatch(s -> years.contains(s.from().getYear())))
        || any(
            Quantity.class,
            q -> q.unit() == Unit.MONTHS && years.stream().anyMatch(year -> age(q, year)))
        || years.stream().anyMatch(year -> code(year.toString()));
  }

  private boolean street(Street claim) {
    var alike =
        said.stream()
            .filter(Street.class::isInstance)
            .map(Street.class::cast)
            .filter(other -> other.kind().equals(claim.kind()))
            .filter(other -> other.name().stream().anyMatch(claim.name()::contains))
            .toList();
    if (alike.isEmpty() || !claim.name().stream().allMatch(word -> nameOrNumber(alike, word))) {
      return false;
    }
    var numbers = alike.stream().map(Street::number).flatMap(Optional::stream).toList();
    return claim.number().isEmpty()
        || (numbers.isEmpty()
            ? counted(new BigDecimal(claim.number().get().split(" ")[0]))
            : numbers.contains(claim.number().get()));
  }

  private boolean nameOrNumber(List<Street> alike, String word) {
    return alike.stream().anyMatch(street -> street.name().contains(word)) || names.test(word);
  }

  private boolean named(Name claim) {
    var spelled = !words.contains(claim.word());
    var word = SHORT.getOrDefault(claim.word(), claim.word());
    if (!(names.test(claim.word()) || names.test(word))
        || !(claim.loose() || spelled || nameable.contains(claim.word()))) {
      return false;
    }
    var titles = titles(claim.word());
    return claim.title().isEmpty()
        || (titles.isEmpty() && Set.of("m", "mme").contains(claim.title().get()))
        || titles.contains(claim.title().get())
        || (claim.title().get().equals("m") && !titles.contains("mme"))
        || (claim.title().get().equals("mme") && !titles.contains("m"));
  }

  private List<String> titles(String word) {
    return said.stream()
        .filter(Name.class::isInstance)
        .map(Name.class::cast)
        .filter(name -> name.word().equals(word))
        .flatMap(name -> name.title().stream())
        .toList();
  }

  /// The day and the hour of the call need not be said.
  private boolean whenCalled(Mention claim) {
    return switch (claim) {
      case Day day ->
          day.spans().stream().anyMatch(span -> span.holds(Mention.Span.of(today())))
              && day.part().stream().allMatch(part -> part.holds(call.toLocalTime()));
      case DayPart(var part) -> part.holds(call.toLocalTime());
      case Hour hour ->
          hour.times().stream()
              .anyMatch(time -> time.equals(call.toLocalTime().withSecond(0).withNano(0)));
      default -> false;
    };
  }

  /// The addresses of mail that were said in a text, in their order.
  public static List<String> mailAddresses(String text) {
    return Mentions.in(text, LocalDate.EPOCH).stream()
        .filter(MailAddress.class::isInstance)
        .map(mention -> ((MailAddress) mention).address())
        .toList();
  }

  /// Whether a street is named in a text, with its number.
  public static boolean hasStreet(String text) {
    return Mentions.in(text, LocalDate.EPOCH).stream()
        .anyMatch(mention -> mention instanceof Street street && street.number().isPresent());
  }
}
