#ifndef JWT_ASSAY_CJANSSON_H
#define JWT_ASSAY_CJANSSON_H

#include <jansson.h>

// jansson's reference counting is static inline, which Swift imports; nothing else is needed here.

#endif
