/// Every topic of the corpus that is forged; the RFCs' own examples are transcribed instead.
enum Topics {
    /// The definitions, in the order of their paths.
    static let all: [@Sendable (Forge) throws -> Topic] = [
        base64urlTopic,
        segmentsTopic,
        jsonGrammarTopic,
        jsonEncodingTopic,
        duplicateMembersTopic,
        algTopic,
        critTopic,
        headerTypesTopic,
        typTopic,
        algorithmsTopic,
        hmacTopic,
        rsaTopic,
        ecdsaTopic,
        eddsaTopic,
        noneTopic,
        confusionTopic,
        embeddedKeysTopic,
        keySelectionTopic,
        malformedKeysTopic,
        jsonSerializationTopic,
        payloadTopic,
        timesTopic,
        partiesTopic,
        audienceTopic,
        presenceTopic,
        replayTopic,
        rotationTopic,
    ]
}
