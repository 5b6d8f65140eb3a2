package dev.tocsin.notifier.subscription;

/// All that a subscriber can choose beside its address.
public record Choices(Scope scope, Preferences preferences) {}
