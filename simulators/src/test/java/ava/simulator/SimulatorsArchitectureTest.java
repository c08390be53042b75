package ava.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

@AnalyzeClasses(packages = "ava.simulator", importOptions = ImportOption.DoNotIncludeTests.class)
class SimulatorsArchitectureTest {
  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("ava.simulator.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theSimulatorsKnowNothingOfAva =
      noClasses()
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
          .that()
          .resideOutsideOfPackage("ava.simulator.socket")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.vertx..", "io.netty..", "okhttp3..", "java.net.http..", "com.sun..");

  @ArchTest
  static final ArchRule timeAndChanceComeFromOutside =
      noClasses()
          .that()
          .resideOutsideOfPackage("ava.simulator.socket")
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

  @ArchTest
  static final ArchRule theEnvironmentIsReadWhereAProcessBegins =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Main")
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class);

  @ArchTest
  static final ArchRule classesAreNamedByWhatTheyAre =
      noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)");
}
