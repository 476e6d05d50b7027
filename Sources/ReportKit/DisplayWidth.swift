extension String {
    /// How many columns the text takes on a terminal: escape sequences that set colour take none.
    package var columns: Int {
        var count = 0
        var isEscape = false
        for character in self {
            if isEscape {
                isEscape = character.unicodeScalars.first != "m"
            } else if character == "\u{1B}" {
                isEscape = true
            } else {
                count += character.columns
            }
        }
        return count
    }

    /// The longest start of the text that fits in this many columns.
    package func prefix(columns most: Int) -> String {
        var count = 0
        return String(
            prefix { character in
                count += character.columns
                return count <= most
            }
        )
    }

    /// The text with spaces after it, up to a width in columns.
    package func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - columns))
    }

    /// The text with spaces before it, up to a width in columns.
    package func leftPadded(to width: Int) -> String {
        String(repeating: " ", count: max(0, width - columns)) + self
    }
}

extension Character {
    /// How many columns a terminal gives the character: two to what Unicode's East Asian Width (UAX #11) has as wide and
    /// to what shows as a picture, none to what only changes the character before it.
    fileprivate var columns: Int {
        guard let first = unicodeScalars.first else { return 0 }
        // Most of what's written; its properties needn't be looked up.
        if first.value < 0x300, unicodeScalars.count == 1 { return 1 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        let isPicture = first.properties.isEmojiPresentation || unicodeScalars.contains("\u{FE0F}")
        return isPicture || Self.wide.contains { $0.contains(first.value) } ? 2 : 1
    }

    /// The blocks of wide scalars; those that show as a picture by themselves aren't among them.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
        0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x3FFFD,
    ]
}
