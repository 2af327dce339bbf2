/** What teachers write, in both written forms of Norwegian. `{navn}` is the child's given name. */
export interface Bilingual {
  readonly nb: string;
  readonly nn: string;
}

export const absenceReasons: readonly (Bilingual & { readonly documented: boolean })[] = [
  { nb: 'Syk, meldt av foresatt', nn: 'Sjuk, meld av føresett', documented: false },
  { nb: 'Time hos tannlegen', nn: 'Time hos tannlegen', documented: true },
  { nb: 'Feber og hals, egenmelding hjemmefra', nn: 'Feber og hals, eigenmelding heimanfrå', documented: false },
  { nb: 'Utredning ved barneavdelingen', nn: 'Utgreiing ved barneavdelinga', documented: true },
  { nb: 'Permisjon, begravelse i familien', nn: 'Permisjon, gravferd i familien', documented: true },
  { nb: 'Kom ikke, ikke meldt', nn: 'Kom ikkje, ikkje meld', documented: false },
];

export const ongoingComments: readonly (Bilingual & { readonly subject: string })[] = [
  {
    subject: 'NOR',
    nb: '{navn} skriver levende fortellinger og bruker mange ord. Neste mål er avsnitt og tegn.',
    nn: '{navn} skriv levande forteljingar og bruker mange ord. Neste mål er avsnitt og teikn.',
  },
  {
    subject: 'MAT',
    nb: 'Sikker i brøk og prosent, og forklarer godt for andre. Øver mer på å vise utregningen.',
    nn: 'Trygg i brøk og prosent, og forklarer godt for andre. Øver meir på å vise utrekninga.',
  },
  {
    subject: 'ENG',
    nb: 'Forstår det meste muntlig. Tør mer i små grupper enn foran klassen.',
    nn: 'Forstår det meste munnleg. Torer meir i små grupper enn framfor klassen.',
  },
  {
    subject: 'NOR',
    nb: 'Leser flytende og velger egne bøker. Vi øver på å begrunne meninger med eksempler fra teksten.',
    nn: 'Les flytande og vel eigne bøker. Vi øver på å grunngi meiningar med døme frå teksten.',
  },
  {
    subject: 'MAT',
    nb: 'Kan gangetabellen godt. Trenger konkreter når vi måler og regner om mellom enheter.',
    nn: 'Kan gongetabellen godt. Treng konkretar når vi måler og reknar om mellom einingar.',
  },
];

export const markComments: readonly Bilingual[] = [
  {
    nb: 'God måloppnåelse, viser tydelig framgang denne terminen.',
    nn: 'God måloppnåing, viser tydeleg framgang denne terminen.',
  },
  {
    nb: 'Nokså god måloppnåelse. Flere muntlige bidrag vil løfte karakteren.',
    nn: 'Nokså god måloppnåing. Fleire munnlege bidrag vil løfte karakteren.',
  },
  { nb: 'Meget god måloppnåelse i skriftlig arbeid.', nn: 'Mykje god måloppnåing i skriftleg arbeid.' },
];

export const adaptation = {
  title: { nb: 'Individuelt tilrettelagt opplæring i norsk', nn: 'Individuelt tilrettelagd opplæring i norsk' },
  text: {
    nb: '{navn} får 152 timer i året individuelt tilrettelagt opplæring i norsk, i liten gruppe med lærer med tilleggsutdanning i lesevansker. Hjelpemidler: lydbøker og taleinntasting.',
    nn: '{navn} får 152 timar i året individuelt tilrettelagd opplæring i norsk, i lita gruppe med lærar med tilleggsutdanning i lesevanskar. Hjelpemiddel: lydbøker og taleinntasting.',
  },
} satisfies Record<string, Bilingual>;

export const languageTraining = {
  title: { nb: 'Særskilt språkopplæring', nn: 'Særskild språkopplæring' },
  text: {
    nb: '{navn} får særskilt norskopplæring fem timer i uken og tospråklig fagopplæring i matematikk til ferdighetene er gode nok for den vanlige opplæringen.',
    nn: '{navn} får særskild norskopplæring fem timar i veka og tospråkleg fagopplæring i matematikk til dugleiken er god nok for den vanlege opplæringa.',
  },
} satisfies Record<string, Bilingual>;

export const transport = {
  title: { nb: 'Skoleskyss', nn: 'Skuleskyss' },
  text: {
    nb: '{navn} har rett til skoleskyss fordi veien til skolen er særlig farlig om vinteren. Taxi fra bussholdeplassen begge veier.',
    nn: '{navn} har rett til skuleskyss fordi vegen til skulen er særleg farleg om vinteren. Drosje frå busshaldeplassen begge vegar.',
  },
} satisfies Record<string, Bilingual>;

export const expertAssessment = {
  title: { nb: 'Sakkyndig vurdering fra PPT', nn: 'Sakkunnig vurdering frå PPT' },
  text: {
    nb: 'PPT vurderer at {navn} har spesifikke lesevansker. Avkoding ligger under aldersnivå, mens ordforråd og forståelse er gode. PPT tilrår individuelt tilrettelagt opplæring i norsk og tilpasning i alle skriftlige fag.',
    nn: 'PPT vurderer at {navn} har spesifikke lesevanskar. Avkoding ligg under aldersnivå, medan ordforråd og forståing er gode. PPT rår til individuelt tilrettelagd opplæring i norsk og tilpassing i alle skriftlege fag.',
  },
} satisfies Record<string, Bilingual>;

export const educationPlan = {
  title: { nb: 'Individuell opplæringsplan', nn: 'Individuell opplæringsplan' },
  text: {
    nb: 'Mål for høsten: leser fagtekster på 300 ord med lydstøtte og gjenforteller innholdet. Øver 20 minutter fire dager i uken. Evalueres i januar sammen med hjemmet.',
    nn: 'Mål for hausten: les fagtekstar på 300 ord med lydstøtte og gir att innhaldet. Øver 20 minutt fire dagar i veka. Blir evaluert i januar saman med heimen.',
  },
} satisfies Record<string, Bilingual>;

export const healthNotes: readonly (Bilingual & {
  readonly topic: 'allergy' | 'illness' | 'medicine';
  readonly dangerToLife: boolean;
})[] = [
  {
    topic: 'allergy',
    dangerToLife: true,
    nb: 'Alvorlig nøtteallergi. Adrenalinpenn i sekken og på lærerværelset. Ring 113 ved pustebesvær.',
    nn: 'Alvorleg nøtteallergi. Adrenalinpenn i sekken og på lærarrommet. Ring 113 ved pustevanskar.',
  },
  {
    topic: 'illness',
    dangerToLife: false,
    nb: 'Astma. Trenger pause og inhalator ved hard trening og i kulde.',
    nn: 'Astma. Treng pause og inhalator ved hard trening og i kulde.',
  },
  {
    topic: 'medicine',
    dangerToLife: true,
    nb: 'Diabetes type 1 med pumpe. Trenger mat til faste tider; foresatte kan ringes hele dagen.',
    nn: 'Diabetes type 1 med pumpe. Treng mat til faste tider; føresette kan ringjast heile dagen.',
  },
  {
    topic: 'allergy',
    dangerToLife: false,
    nb: 'Tåler ikke laktose. Har egen matboks.',
    nn: 'Toler ikkje laktose. Har eigen matboks.',
  },
];

export const languageMapping: Bilingual = {
  nb: 'Kartlagt med Språkkompetanse i grunnleggende norsk. Forstår dagligtale godt, trenger begreper i fagene. Ny kartlegging om et halvt år.',
  nn: 'Kartlagd med Språkkompetanse i grunnleggjande norsk. Forstår daglegtale godt, treng omgrep i faga. Ny kartlegging om eit halvt år.',
};

export const schoolEnvironment = {
  title: { nb: 'Aktivitetsplan etter melding om utestenging', nn: 'Aktivitetsplan etter melding om utestenging' },
  text: {
    nb: '{navn} sa fra om å bli holdt utenfor i friminuttene av to andre elever. Tiltak: fast følge ut, styrt lek to dager i uken, ukentlig samtale. De andre elevenes foresatte er varslet hver for seg.',
    nn: '{navn} sa frå om å bli halden utanfor i friminutta av to andre elevar. Tiltak: fast følgje ut, styrt leik to dagar i veka, samtale kvar veke. Dei føresette til dei andre elevane er varsla kvar for seg.',
  },
} satisfies Record<string, Bilingual>;

export const beliefExemption: Bilingual = {
  nb: 'Fritatt fra gudstjeneste før jul etter melding fra foresatte. Deltar i annet opplegg på biblioteket.',
  nn: 'Friteken frå gudsteneste før jul etter melding frå føresette. Er med på anna opplegg på biblioteket.',
};

export const ownWorks: readonly (Bilingual & { readonly subject: string; readonly title: Bilingual })[] = [
  {
    subject: 'NOR',
    title: { nb: 'Novelle: Huset ved vannet', nn: 'Novelle: Huset ved vatnet' },
    nb: 'Det var tåke den morgenen, og brygga lå som en strek ut i ingenting …',
    nn: 'Det var skodde den morgonen, og bryggja låg som ein strek ut i ingenting …',
  },
  {
    subject: 'MAT',
    title: { nb: 'Undersøkelse: Hvor langt går vi på en dag?', nn: 'Undersøking: Kor langt går vi på ein dag?' },
    nb: 'Vi målte skritt i en uke. Medianen var 9 840, og gjennomsnittet var høyere fordi to spilte fotball.',
    nn: 'Vi målte steg i ei veke. Medianen var 9 840, og gjennomsnittet var høgare fordi to spelte fotball.',
  },
];

export const messages: readonly { readonly subject: Bilingual; readonly text: Bilingual }[] = [
  {
    subject: { nb: 'Utviklingssamtale', nn: 'Utviklingssamtale' },
    text: {
      nb: 'Hei! Passer det med utviklingssamtale torsdag kl. 14.30? {navn} er gjerne med. Si fra om dere trenger tolk.',
      nn: 'Hei! Passar det med utviklingssamtale torsdag kl. 14.30? {navn} er gjerne med. Sei frå om de treng tolk.',
    },
  },
  {
    subject: { nb: 'Turdag på fredag', nn: 'Turdag på fredag' },
    text: {
      nb: 'På fredag går vi tur hele dagen. Ta med niste, drikke og ull. {navn} har ansvar for kartet i sin gruppe.',
      nn: 'På fredag går vi tur heile dagen. Ta med niste, drikke og ull. {navn} har ansvar for kartet i gruppa si.',
    },
  },
  {
    subject: { nb: 'Etter samtalen i går', nn: 'Etter samtalen i går' },
    text: {
      nb: 'Takk for praten. Vi prøver det vi ble enige om: rolig start på dagen og lydbok i samfunnsfag. Jeg ringer om to uker.',
      nn: 'Takk for praten. Vi prøver det vi vart samde om: roleg start på dagen og lydbok i samfunnsfag. Eg ringjer om to veker.',
    },
  },
];
