package ava.embedded;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "ava.embedded", importOptions = ImportOption.DoNotIncludeTests.class)
class EmbeddedArchitectureTest {
  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("ava.embedded.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule awsKnowsNothingOfAva =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("ava..").and(resideOutsideOfPackage("ava.embedded..")));

  @ArchTest
  static final ArchRule classesAreNamedByWhatTheyAre =
      noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)");
}
