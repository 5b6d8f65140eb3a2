package dev.tocsin.contract.health;

import dev.tocsin.contract.Event;

/// One entry of detection's only log; each of its partitions holds all that detection knows about its cells.
///
/// The order and the clock are the broker's (`LogAppendTime`); [#time()] is when it was observed or written.
public sealed interface HealthLogEvent extends Event
        permits HealthObserved,
                RunStarted,
                ClockTicked,
                CellChecksDefined,
                VantagePointSetAside,
                VantagePointTakenBack,
                BlindnessBegan,
                BlindnessEnded {}
