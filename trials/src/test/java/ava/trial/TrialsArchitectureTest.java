package ava.trial;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "ava.trial", importOptions = ImportOption.DoNotIncludeTests.class)
class TrialsArchitectureTest {
  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("ava.trial.(*)..").should().beFreeOfCycles();

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
