package dev.tocsin.incident.writer.store;

import dev.tocsin.incident.postgres.OffsetRow;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/// A row of `input_offset`: from where the correlator reads on.
@Entity
@Table(name = "input_offset")
class InputOffsetEntity extends OffsetRow {}
