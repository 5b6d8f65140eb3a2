package dev.tocsin.contract.incident;

import dev.tocsin.contract.Severity;
import java.util.List;

/// A summary of an incident after the event that carries it.
///
/// @param id 12 of `0-9a-z`, derived from region, first cell and onset
/// @param number the number of the event, from 1 for each incident; may repeat, never skips
/// @param episode from 1; the next begins when the incident reopens
/// @param title one line for customers, such as `Log in is down in North America`
/// @param severity the severity after the event
/// @param regions ids of the regions of its outages in this episode
public record IncidentHead(
        String id,
        long number,
        int episode,
        String title,
        IncidentState state,
        Severity severity,
        List<String> regions) {}
