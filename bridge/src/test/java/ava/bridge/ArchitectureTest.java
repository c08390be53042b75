package ava.bridge;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import ava.shared.CallRecord;
import ava.shared.EndReason;
import ava.shared.NextStep;
import ava.shared.NotedMessage;
import ava.shared.PhoneNumber;
import ava.shared.Speaker;
import ava.shared.Turn;
import ava.shared.Usage;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashMap;
import java.util.Map;

@AnalyzeClasses(packages = "ava.bridge", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /// What the core shares with the others: values, and nothing that reads or writes.
  private static final Class<?>[] SHARED_VALUES = {
    CallRecord.Disclosure.class,
    EndReason.class,
    NextStep.class,
    NextStep.HangUp.class,
    NextStep.Resume.class,
    NextStep.Transfer.class,
    NextStep.Voicemail.class,
    NotedMessage.class,
    PhoneNumber.class,
    Speaker.class,
    Turn.class,
    Usage.class
  };

  @ArchTest
  static final ArchRule theCoreKnowsNoSocketNoJsonNoAws =
      noClasses()
          .that()
          .resideInAPackage("ava.bridge.call..")
          .should()
          .dependOnClassesThat(
              resideOutsideOfPackages(
                      "ava.bridge.call..",
                      "java.io", // byte arrays in memory; sockets are in java.net
                      "java.lang..",
                      "java.util..",
                      "java.time..",
                      "org.jspecify..")
                  .and(not(belongToAnyOf(SHARED_VALUES))));

  @ArchTest
  static final ArchRule noNameStandsForTwoThings =
      classes()
          .that()
          .areTopLevelClasses()
          .should(
              new ArchCondition<>("have a simple name of their own") {
                private final Map<String, JavaClass> names = new HashMap<>();

                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  var other = names.putIfAbsent(type.getSimpleName(), type);
                  if (other != null && !type.getSimpleName().equals("package-info")) {
                    events.add(SimpleConditionEvent.violated(type, type + " and " + other));
                  }
                }
              });

  @ArchTest static final ArchRule theCallersSideKnowsOnlyTheCore = knowsOnlyTheCore("twilio");

  @ArchTest static final ArchRule theModelsSideKnowsOnlyTheCore = knowsOnlyTheCore("openai");

  @ArchTest static final ArchRule theTablesSideKnowsOnlyTheCore = knowsOnlyTheCore("record");

  @ArchTest static final ArchRule whoAvaIsKnowsOnlyTheCore = knowsOnlyTheCore("persona");

  @ArchTest static final ArchRule whatAvaCanDoKnowsOnlyTheCore = knowsOnlyTheCore("tools");

  private static ArchRule knowsOnlyTheCore(String room) {
    return noClasses()
        .that()
        .resideInAPackage("ava.bridge." + room + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("ava.bridge..")
                .and(
                    resideOutsideOfPackages(
                        "ava.bridge." + room + "..", "ava.bridge.call..", "ava.bridge.json..")));
  }

  @ArchTest
  static final ArchRule whoAvaIsNeedsNoWireAndNoTable =
      noClasses()
          .that()
          .resideInAnyPackage("ava.bridge.persona..", "ava.bridge.tools..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx..", "software.amazon..");

  @ArchTest
  static final ArchRule noCycles = slices().matching("ava.bridge.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      noClasses().should().haveNameMatching(".*(Impl|Manager|Utils?|Helper)");

  @ArchTest
  static final ArchRule onlyMainReadsTheEnvironment =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Main")
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class);
}
