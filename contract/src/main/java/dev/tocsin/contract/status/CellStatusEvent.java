package dev.tocsin.contract.status;

import dev.tocsin.contract.Event;

/// An event that detection publishes.
public sealed interface CellStatusEvent extends Event permits StatusChanged, WatchEnded, ClockAdvanced {}
