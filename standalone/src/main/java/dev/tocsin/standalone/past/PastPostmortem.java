package dev.tocsin.standalone.past;

/// The postmortem that is published for an incident of the past once the services know it; in Markdown.
///
/// @param procedure the changes in procedure
public record PastPostmortem(String cause, String remedy, String procedure) {}
