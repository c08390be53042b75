package ava.shared;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "ava.shared", importOptions = ImportOption.DoNotIncludeTests.class)
class SharedArchitectureTest {
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

  @ArchTest
  static final ArchRule roomsHaveNoCycles =
      slices().matching("ava.shared.(*)..").should().beFreeOfCycles();
}
