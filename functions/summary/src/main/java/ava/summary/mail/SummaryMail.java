package ava.summary.mail;

/// An email ready to be sent.
public record SummaryMail(String subject, String html, String text) {}
