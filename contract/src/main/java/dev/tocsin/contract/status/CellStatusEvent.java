package dev.tocsin.contract.status;

import dev.tocsin.contract.Event;

/// What detection finds.
public sealed interface CellStatusEvent extends Event permits StatusChanged, WatchEnded, ClockAdvanced {}
