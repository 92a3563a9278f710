package dev.turnpike.admin;

/** A stage of an API's life in words, and how it looks. */
record ApiStages(String word, String tone) {
  static ApiStages of(String stage, PublishText text) {
    return switch (stage) {
      case "draft" -> new ApiStages(text.stageDraft(), "");
      case "published" -> new ApiStages(text.stagePublished(), "good");
      case "deprecated" -> new ApiStages(text.stageDeprecated(), "warn");
      case "retired" -> new ApiStages(text.stageRetired(), "bad");
      default -> throw new IllegalArgumentException("no stage: " + stage);
    };
  }
}
