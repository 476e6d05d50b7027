import StrictJSON

extension TokenParts {
    /// The segments that a reader finds which doesn't count them; for proofs only.
    ///
    /// Empty ones are passed over and the first three are taken, as where a token is split with a library's default;
    /// and so are periods that a front end had spelled otherwise. With fewer than three there is nothing to verify, and
    /// the second is the payload.
    static func looseSegments(_ token: Span<UInt8>, without disabled: CheckSet) -> [[UInt8]]? {
        let octets = Array(copying: token)
        let period = UInt8(ascii: ".")
        guard disabled.contains(.compactSegments) || (disabled.has(.trailingPeriod) && octets.last == period) else {
            return nil
        }
        var text = String(decoding: octets, as: UTF8.self)
        for spelling in ["%2E", "\u{2024}", "\u{FF0E}"] { text = text.replacing(spelling, with: ".") }
        return text.utf8.split(separator: period).prefix(3).map { Array($0) }
    }
}
