// Made from cldr-dates-full (Unicode-3.0) by `oppvekst compose`.
export const calendars = {
  "nb": {
    "months": [
      "januar",
      "februar",
      "mars",
      "april",
      "mai",
      "juni",
      "juli",
      "august",
      "september",
      "oktober",
      "november",
      "desember"
    ],
    "shortMonths": [
      "jan.",
      "feb.",
      "mars",
      "apr.",
      "mai",
      "juni",
      "juli",
      "aug.",
      "sep.",
      "okt.",
      "nov.",
      "des."
    ],
    "days": [
      "søndag",
      "mandag",
      "tirsdag",
      "onsdag",
      "torsdag",
      "fredag",
      "lørdag"
    ],
    "patterns": {
      "long": "d. MMMM y",
      "full": "EEEE d. MMMM y",
      "day": "EEEE d. MMMM",
      "short": "d. MMM y",
      "month": "MMMM y",
      "time": "HH:mm",
      "together": "{1}, {0}"
    }
  },
  "nn": {
    "months": [
      "januar",
      "februar",
      "mars",
      "april",
      "mai",
      "juni",
      "juli",
      "august",
      "september",
      "oktober",
      "november",
      "desember"
    ],
    "shortMonths": [
      "jan.",
      "feb.",
      "mars",
      "apr.",
      "mai",
      "juni",
      "juli",
      "aug.",
      "sep.",
      "okt.",
      "nov.",
      "des."
    ],
    "days": [
      "søndag",
      "måndag",
      "tysdag",
      "onsdag",
      "torsdag",
      "fredag",
      "laurdag"
    ],
    "patterns": {
      "long": "d. MMMM y",
      "full": "EEEE d. MMMM y",
      "day": "EEEE d. MMMM",
      "short": "d. MMM y",
      "month": "MMMM y",
      "time": "HH:mm",
      "together": "{1} 'kl'. {0}"
    }
  },
  "se": {
    "months": [
      "ođđajagemánnu",
      "guovvamánnu",
      "njukčamánnu",
      "cuoŋománnu",
      "miessemánnu",
      "geassemánnu",
      "suoidnemánnu",
      "borgemánnu",
      "čakčamánnu",
      "golggotmánnu",
      "skábmamánnu",
      "juovlamánnu"
    ],
    "shortMonths": [
      "ođđj",
      "guov",
      "njuk",
      "cuo",
      "mies",
      "geas",
      "suoi",
      "borg",
      "čakč",
      "golg",
      "skáb",
      "juov"
    ],
    "days": [
      "sotnabeaivi",
      "vuossárga",
      "maŋŋebárga",
      "gaskavahkku",
      "duorasdat",
      "bearjadat",
      "lávvardat"
    ],
    "patterns": {
      "long": "y MMMM d",
      "full": "y MMMM d, EEEE",
      "day": "MMMM d, EEEE",
      "short": "y MMM d",
      "month": "y MMMM",
      "time": "HH:mm",
      "together": "{1} {0}"
    }
  },
  "en": {
    "months": [
      "January",
      "February",
      "March",
      "April",
      "May",
      "June",
      "July",
      "August",
      "September",
      "October",
      "November",
      "December"
    ],
    "shortMonths": [
      "Jan",
      "Feb",
      "Mar",
      "Apr",
      "May",
      "Jun",
      "Jul",
      "Aug",
      "Sept",
      "Oct",
      "Nov",
      "Dec"
    ],
    "days": [
      "Sunday",
      "Monday",
      "Tuesday",
      "Wednesday",
      "Thursday",
      "Friday",
      "Saturday"
    ],
    "patterns": {
      "long": "d MMMM y",
      "full": "EEEE, d MMMM y",
      "day": "EEEE d MMMM",
      "short": "d MMM y",
      "month": "MMMM y",
      "time": "HH:mm",
      "together": "{1}, {0}"
    }
  }
} as const;
