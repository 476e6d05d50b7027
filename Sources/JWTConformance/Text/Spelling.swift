extension String {
    /// The text with some scalars spelled otherwise.
    ///
    /// By scalars, never by characters: a quotation mark with a combining accent after it is another character than a
    /// quotation mark, and means the same to whatever reads the result.
    ///
    /// - Parameter spell: how a scalar is spelled; `nil` if it stays as it is.
    /// - Returns: the text with these spellings.
    package func spelling(_ spell: (Unicode.Scalar) -> String?) -> String {
        var text = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if let spelled = spell(scalar) {
                text.append(contentsOf: spelled.unicodeScalars)
            } else {
                text.append(scalar)
            }
        }
        return String(text)
    }

    /// The text as one word of a POSIX shell.
    package var shellQuoted: String {
        let isPlain = utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): true
            default: "/:._-+=@%,".utf8.contains(byte)
            }
        }
        if isPlain, !isEmpty { return self }
        return "'" + spelling { $0 == "'" ? "'\\''" : nil } + "'"
    }
}

extension Collection<String> {
    /// The name that was meant by one that isn't among these; `nil` if none is close.
    package func nearest(to text: String) -> String? {
        let most = Swift.max(1, Swift.min(text.utf8.count, 64) / 3)
        guard text.utf8.count <= 128 else { return nil }
        return map { (name: $0, distance: $0.lowercased().distance(to: text.lowercased(), most: most)) }
            .filter { $0.distance <= most }
            .min { $0.distance < $1.distance }?.name
    }
}

extension String {
    /// How many octets have to be put in, taken out, replaced or swapped with their neighbour (optimal string alignment
    /// distance); more than `most` where the lengths alone differ by more.
    fileprivate func distance(to other: String, most: Int) -> Int {
        let (one, two) = (Array(utf8), Array(other.utf8))
        guard abs(one.count - two.count) <= most else { return most + 1 }
        var (before, row) = ([Int](), Array(0...two.count))
        for (i, byte) in one.enumerated() {
            var next = [i + 1]
            for (j, wanted) in two.enumerated() {
                var least = Swift.min(row[j + 1] + 1, next[j] + 1, row[j] + (byte == wanted ? 0 : 1))
                if i > 0, j > 0, byte == two[j - 1], one[i - 1] == wanted {
                    least = Swift.min(least, before[j - 1] + 1)
                }
                next.append(least)
            }
            (before, row) = (row, next)
        }
        return row[two.count]
    }
}
