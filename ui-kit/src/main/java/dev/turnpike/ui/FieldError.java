package dev.turnpike.ui;

import io.quarkus.qute.TemplateData;

/** What is wrong with one field of a form; {@code field} is the input's name and id. */
@TemplateData
public record FieldError(String field, String message) {}
