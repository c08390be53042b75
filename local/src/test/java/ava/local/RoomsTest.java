package ava.local;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/// How the rooms of the whole house lie to each other. They are all read at once, here, where
/// everything of Ava's is at hand: to read one costs a module seconds. The bridge's own rules lie
/// with the bridge.
@AnalyzeClasses(packages = "ava", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
  private static final List<String> MODULES =
      List.of(
          "shared",
          "bridge",
          "telephone",
          "summary",
          "live",
          "dashboard",
          "embedded",
          "simulator",
          "trial",
          "bench",
          "local");

  @ArchTest
  static void everyModuleIsLookedAt(JavaClasses ava) {
    var seen = ava.stream().map(type -> type.getPackageName().split("\\.")[1]);

    assertThat(seen.distinct()).containsExactlyInAnyOrderElementsOf(MODULES);
  }

  /// Those of different modules cannot have one: Maven would not build them.
  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("ava.(*).(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule classesAreNamedByWhatTheyAre =
      noClasses().should().haveNameMatching(".*(Impl|Manager|Utils?|Helper)");

  /// The functions read it where AWS makes them.
  @ArchTest
  static final ArchRule theEnvironmentIsReadWhereAProcessBegins =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Main")
          .and()
          .resideInAnyPackage("ava.bridge..", "ava.simulator..", "ava.trial..", "ava.bench..")
          .or(resideInAPackage("ava.local..").and(not(simpleName("Main"))))
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class);

  @ArchTest
  static final ArchRule theValuesOfACallDependOnNothing =
      classes()
          .that()
          .resideInAPackage("ava.shared.call..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "ava.shared.call..",
              "java..",
              "org.jspecify..",
              "com.fasterxml.jackson.annotation.." // names of values in JSON, no code
              );

  // what stands in for others

  @ArchTest
  static final ArchRule awsKnowsNothingOfAva =
      noClasses()
          .that()
          .resideInAPackage("ava.embedded..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("ava..").and(resideOutsideOfPackage("ava.embedded..")));

  @ArchTest
  static final ArchRule theSimulatorsKnowNothingOfAva =
      noClasses()
          .that()
          .resideInAPackage("ava.simulator..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "ava.bridge..",
              "ava.telephone..",
              "ava.summary..",
              "ava.live..",
              "ava.dashboard..",
              "ava.embedded..",
              "ava.trial..",
              "ava.local..");

  @ArchTest
  static final ArchRule onlyRealSocketsKnowHowTheyAreMade =
      noClasses()
          .that(simulate())
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.vertx..", "io.netty..", "okhttp3..", "java.net.http..", "com.sun..");

  @ArchTest
  static final ArchRule timeAndChanceComeFromOutside =
      noClasses()
          .that(simulate())
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(OffsetDateTime.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(
              Thread.class,
              LockSupport.class,
              CountDownLatch.class,
              SecureRandom.class,
              Executors.class);

  /// In virtual time as well as on real sockets.
  private static DescribedPredicate<JavaClass> simulate() {
    return resideInAPackage("ava.simulator..").and(resideOutsideOfPackage("ava.simulator.socket"));
  }

  // whatever a client of AWS throws is one type

  /// What the table answers to a condition: no failure.
  private static final DescribedPredicate<JavaClass> ANSWER =
      describe(
          "answers",
          type ->
              Set.of("ConditionalCheckFailedException", "TransactionCanceledException")
                  .contains(type.getSimpleName()));

  private static final DescribedPredicate<JavaClass> EXCEPTION_OF_THE_SDK =
      describe(
          "exceptions of the SDK",
          type ->
              type.getPackageName().startsWith("software.amazon.awssdk")
                  && type.getSimpleName().endsWith("Exception"));

  /// What stands in for AWS fails as AWS does.
  @ArchTest
  static final ArchRule onlyOneClassKnowsTheExceptionsOfTheSdk =
      noClasses()
          .that(not(simpleName("OutOfReach")))
          .and()
          .resideOutsideOfPackages("ava.embedded..", "ava.trial..")
          .should()
          .dependOnClassesThat(EXCEPTION_OF_THE_SDK.and(not(ANSWER)));

  @ArchTest
  static final ArchRule theRuleSeesWhatIsCaught =
      classes().that().haveSimpleName("CallStore").should().dependOnClassesThat(ANSWER);

  @ArchTest
  static final ArchRule theOneClassKnowsThem =
      classes()
          .that()
          .haveSimpleName("OutOfReach")
          .should()
          .dependOnClassesThat(EXCEPTION_OF_THE_SDK);
}
