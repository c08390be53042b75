package ava.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

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
