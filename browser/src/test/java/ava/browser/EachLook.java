package ava.browser;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A test of a page in each [Chromium.Look].
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@MethodSource("ava.browser.Chromium$Look#all")
@interface EachLook {}
