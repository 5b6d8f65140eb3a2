package dev.tocsin.standalone.past;

/// What is published of an incident of the past once it is known; in Markdown.
///
/// @param procedure what changes in procedure
public record PastPostmortem(String cause, String remedy, String procedure) {}
